import StudyModel
import Wiring

extension Problem.Sweep: Reportable {
    package var report: ErrorReport {
        switch self {
        case .noFile(let path):
            ErrorReport(
                what: "There is no sweep file '\(path)'",
                hint:
                    "Vary a key without one: `hone sweep -m batch.size=1,3,5`; or write one, see `hone sweep --help`",
                exit: .wrongUsage)
        case .unknown(let name, let existing):
            ErrorReport(
                what: name.map { "There is no sweep named '\($0)'" } ?? "There are no sweeps here yet",
                hint: existing.isEmpty
                    ? "Start one with `hone sweep -m KEY=A,B`"
                    : "The sweeps here are: \(existing.map(\.text).joined(separator: ", "))")
        case .noneUnfinished:
            ErrorReport(
                what: "No sweep is unfinished", hint: "See what one came to with `hone sweep show`")
        case .begunAlready(let name):
            ErrorReport(
                what: "The same sweep was begun as \(name), and has not ended",
                hint:
                    "Go on with `hone sweep --resume \(name)`, or take it away with `hone sweep delete \(name)`",
                exit: .wrongUsage)
        case .nameTaken(let name):
            ErrorReport(
                what: "There is a run or a sweep named '\(name)'",
                hint: "Give the sweep another name: `sweep: NAME`", exit: .wrongUsage)
        case .tooMany(let runs, let most):
            ErrorReport(
                what: runs == 0
                    ? "`skip` leaves no cell"
                    : "The sweep has \(runs) runs, and more than \(most) are none that end",
                exit: .wrongUsage)
        case .notAtOnce(let cell, let reason):
            ErrorReport(
                what: "Cells cannot run at once: \(reason.words) (cell \(cell))",
                hint: "Leave `parallel` out, and cells run one after the other", exit: .wrongUsage)
        case .baselineIsCell(let baseline):
            ErrorReport(
                what: "The baseline '\(baseline.rawValue)' is what the first cell is already",
                hint: "Leave it out of `baselines`", exit: .wrongUsage)
        case .noConstant(let obstacle):
            ErrorReport(
                what: "What a constant answer scores is not known: \(obstacle.words)",
                hint: "Leave `constant` out of `baselines`", exit: .wrongUsage)
        case .nothingBeside(let run):
            ErrorReport(what: "It is measured by \(run), which has not ended")
        case .evaluatorChanged(let parts):
            ErrorReport(
                what:
                    "The evaluator's \(parts.joined(separator: " and ")) changed since the sweep's first run",
                hint:
                    "Put them back, or start another sweep: figures of two evaluators are not put side by side"
            )
        }
    }
}

extension Problem.NotAtOnce {
    fileprivate var words: String {
        switch self {
        case .exclusive: "`evaluator.measure.exclusive` has each measurement alone on the machine"
        case .timing:
            "a figure that is not the same each time and is of no examples is taken for a time, which other work changes; set `evaluator.deterministic: true` where it is none"
        case .byTheClock: "a run ends by the clock, which other work changes"
        }
    }
}

extension Problem.ConstantObstacle {
    fileprivate var words: String {
        switch self {
        case .noAnswers: "`examples.expected` names no field that examples have their answer in"
        case .otherFigure:
            "the objective is not the share of right answers, which is a mean that is maximized"
        }
    }
}
