import Operations
import Wiring

extension ErrorReport {
    init(_ problem: Problem.Hooks) {
        self = Self.words(problem)
    }

    private static func words(_ problem: Problem.Hooks) -> ErrorReport {
        switch problem {
        case .unusableFolder(let path, let reason):
            ErrorReport(
                what: "Git looks for hooks at '\(path)', where none can be put", causes: [reason],
                hint: "See who says so: `git config --show-origin core.hooksPath`")
        case .covered(let hook, let path, let kept):
            ErrorReport(
                what: "The '\(hook.rawValue)' hook is not hone's any more",
                causes: ["another one was put over it, and '\(kept)' is still there"],
                hint:
                    "Keep one of the two: `mv '\(kept)' '\(path)'` for the older, `rm '\(kept)'` for the newer"
            )
        case .outsideScope(let run, let reason):
            ErrorReport(
                what: "The commit changes what \(run) may not change", causes: [reason],
                hint:
                    "Take it out with `git restore --staged PATH`, or commit elsewhere: `git switch -c NAME`."
                    + " With `git commit --no-verify` it stays, and the run does not take it up")
        }
    }
}
