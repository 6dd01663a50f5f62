import Operations
import Wiring

extension ErrorReport {
    /// The words for each problem: what happened, why, and what to do next.
    init(_ problem: Problem) {
        switch problem {
        case .repository(let problem): self.init(problem)
        case .study(let problem): self.init(problem)
        case .run(let problem): self.init(problem)
        case .landing(let problem): self.init(problem)
        case .hooks(let problem): self.init(problem)
        case .model(let problem): self.init(problem)
        case .remote(let problem): self.init(problem)
        case .undo(let problem): self.init(problem)
        }
    }

    /// An error that nobody foresaw.
    init(bug error: any Error) {
        self.init(
            what: "Something went wrong that hone does not know", causes: ["\(error)"],
            hint: "Nothing that was recorded is lost. Please report this with what you did", exit: .ourBug)
    }
}
