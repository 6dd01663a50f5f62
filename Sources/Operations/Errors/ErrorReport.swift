import Evaluation
import Git
import LanguageModel
import Platform
import Proposers
import Search
import StudyFile
import StudyModel
import StudyStore
import Text
import Wiring
import Workspaces

/// What a person sees of an error: what happened, why, and what to do next.
package struct ErrorReport: Error, Equatable {
    /// How the process ends.
    package enum Exit: Int32, Sendable {
        case failed = 1
        case wrongUsage = 64
        case ourBug = 70
        case interrupted = 130
    }

    /// The word before the first line: `Error`, or `Config error` for a study file.
    var label = "Error"
    /// What happened, naming the thing.
    package var what: String
    /// Why, from the layers below, the nearest first.
    var causes: [String]
    /// What to do next.
    var hint: String?
    /// How a command ends with it.
    package var exit: Exit

    package init(what: String, causes: [String] = [], hint: String? = nil, exit: Exit = .failed) {
        self.what = what
        self.causes = causes
        self.hint = hint
        self.exit = exit
    }

    /// An error that nobody foresaw.
    package init(bug error: any Error) {
        self.init(
            what: "Something went wrong that hone does not know", causes: ["\(error)"],
            hint: "Nothing that was recorded is lost. Please report this with what you did", exit: .ourBug)
    }

    /// The lines for standard error.
    package var text: String {
        let lines =
            ["\(label): \(what)"] + causes.map { "Caused by: \($0)" } + (hint.map { ["Hint: \($0)"] } ?? [])
        return lines.joined(separator: "\n")
    }

    /// What happened and why, in one line.
    package var oneLine: String { ([what] + causes).joined(separator: ": ") }
}

extension ErrorReport {
    /// The words for an error that a layer below is known to throw; `nil` for any other.
    ///
    /// - Parameter offsetMinutes: of the local time from UTC, for an error that names a time of day.
    package init?(known error: any Error, offsetMinutes: Int) {
        switch error {
        case let report as ErrorReport: self = report
        case let problem as Problem: self.init(problem)
        case let error as StudyFileError: self.init(error)
        case let error as FileError: self.init(error)
        case let error as GitError: self.init(error)
        case let error as StoreError: self.init(error)
        case let error as WorkspaceError: self.init(error)
        case let error as EvaluationError: self.init(error)
        case let error as ModelFailure: self.init(error)
        case let failure as Failure: self.init(what: failure.cause, hint: failure.hint)
        case ChatTaskError.badPrompt(let reason):
            self.init(
                what: "The study's prompt cannot be used as a template", causes: [reason],
                hint: "Correct the file that `proposer.prompt` names")
        case SearchError.waitsTooLong(let step, let awaited, let until, let limit, let reason):
            let time = until.map { Figures.timeOfDay($0, offsetMinutes: offsetMinutes) }
            self.init(
                what: "Step \(step.number) cannot wait for \(awaited.words)"
                    + (awaited == .proposer ? ": `proposer.wait` is " : " any longer than ")
                    + Figures.duration(limit / .seconds(1)),
                causes: [reason],
                hint:
                    "Nothing that was recorded is lost. Go on\(time.map { " after \($0)" } ?? " later") with "
                    + "`hone run --resume`")
        default: return nil
        }
    }

    private init(_ problem: Problem) {
        switch problem {
        case .repository(let problem): self.init(problem)
        case .study(let problem): self.init(problem)
        case .run(let problem): self.init(problem)
        case .landing(let problem): self.init(problem)
        case .hooks(let problem): self.init(problem)
        case .remote(let problem): self.init(problem)
        case .undo(let problem): self.init(problem)
        case .sweep(let problem): self.init(problem)
        }
    }
}

extension Awaited {
    /// What is waited for, in a few words.
    package var words: String {
        switch self {
        case .proposer: "the agent's rate limit"
        case .evaluator: "the evaluator, which asks to be tried again,"
        }
    }
}
