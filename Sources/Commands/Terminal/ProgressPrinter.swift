import Operations
import StudyModel
import Synchronization
import Text

/// Tells of a run as it goes: a line a step, and on a terminal a live line below them.
final class ProgressPrinter: RunObserver {
    private let console: Console
    private let quiet: Bool
    private let steps: Int?
    private let offsetMinutes: Int
    private let state = Mutex(State())

    private struct State {
        /// The time that is left, before the live line, and where the run stands, behind it: words, since a view that is held while the loop goes on is copied.
        var left: String?
        var standing = ""
        /// Whether the live line is on the screen.
        var hasLiveLine = false
    }

    /// - Parameters:
    ///   - quiet: print nothing, for `--json`.
    ///   - steps: those that the run may make in all; `nil` for no bound.
    ///   - offsetMinutes: the offset of the local time from UTC, for times of day.
    init(console: Console, quiet: Bool, steps: Int?, offsetMinutes: Int) {
        self.offsetMinutes = offsetMinutes
        self.console = console
        self.quiet = quiet
        self.steps = steps
    }

    func observe(_ progress: Progress) async {
        if case .noticed(let words) = progress {
            state.withLock { clear(&$0) }
            console.note("Note: " + words)
        }
        guard !quiet else { return }
        state.withLock { state in
            switch progress {
            case .began(let view):
                begin(view)
                stand(view, &state)
            case .proposing(let step, _): live("step \(step.number): proposing", &state)
            case .waiting(let step, let awaited, let until): wait(step, awaited, until, &state)
            case .evaluating(let step, let summary): live("step \(step.number): \(summary)", &state)
            case .recorded(let event, let view):
                clear(&state)
                if let line = StepLine(event, in: view, of: steps).text(for: console) {
                    console.print(console.wrapped(line))
                }
                stand(view, &state)
            case .evaluatorChanged, .noticed: break
            case .choosing(let heads): live("running \(heads) heads and the base in one sitting", &state)
            case .confirming(let winner, let pairs):
                live("comparing \(winner.short) with the base, \(pairs) pairs", &state)
            }
        }
    }

    /// Takes the live line away.
    func end() { state.withLock { clear(&$0) } }

    private func begin(_ view: RunView) {
        let record = view.record
        console.print(
            "\(console.styled(record.run.text, .bold)): \(Naming.objectives(record.study.objectives)); "
                + "base \(record.base.short)")
        if view.spent.steps > 0 { console.print("going on after step \(view.spent.steps)") }
    }

    /// A wait may be long: a log of the run tells of it too.
    private func wait(_ step: StepID, _ awaited: Awaited, _ until: Int64, _ state: inout State) {
        let time = Figures.timeOfDay(until, offsetMinutes: offsetMinutes)
        let text = "step \(step.number): waiting for \(awaited.words) until \(time)"
        if console.isTerminal { live(text, &state) } else { console.print(text) }
    }

    private func live(_ text: String, _ state: inout State) {
        guard console.isTerminal else { return }
        // What a narrow terminal has no room for is lost from the end.
        let parts = [state.left.map { "\($0) left" }, text, state.standing].compactMap { $0 }
        let line = parts.filter { !$0.isEmpty }.joined(separator: "  ").prefix(max(console.width - 1, 20))
        console.rewrite(console.styled(String(line), .dim))
        state.hasLiveLine = true
    }

    private func clear(_ state: inout State) {
        guard state.hasLiveLine else { return }
        console.rewrite("")
        state.hasLiveLine = false
    }

    private func stand(_ view: RunView, _ state: inout State) {
        state.standing = StepLine.standing(of: view)
        state.left = timeLeft(view)
    }

    /// From the steps so far, the time that the rest of the budget takes; `nil` where nothing of it is left, or nobody knows.
    private func timeLeft(_ view: RunView) -> String? {
        guard let budget = steps, view.spent.steps > 0, view.spent.steps < budget else { return nil }
        let perStep = view.spent.wallSeconds / Double(view.steps.count)
        return "~" + Figures.duration(perStep * Double(budget - view.spent.steps))
    }
}
