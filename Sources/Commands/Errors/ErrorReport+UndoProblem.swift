import Operations
import StudyModel
import Wiring

extension ErrorReport {
    init(_ problem: Problem.Undo) {
        self = Self.words(problem)
    }

    private static func words(_ problem: Problem.Undo) -> ErrorReport {
        switch problem {
        case .unknownOperation(let id, let run):
            ErrorReport(
                what: "\(run?.text ?? "The run") has no operation '\(id)'",
                hint: "See them with `hone log\(run.map { " \($0)" } ?? "") --operations`")
        case .ambiguousOperation(let id, let run):
            ErrorReport(
                what: "Several operations of \(run) begin with '\(id)'",
                hint: "Give more digits; see `hone log \(run) --operations`")
        case .nothing(let run):
            ErrorReport(
                what: "Nothing of \(run) can be undone", hint: "See it with `hone log \(run) --operations`")
        case .impossible(let operation): impossible(operation)
        case .undoneAlready(let id):
            ErrorReport(
                what: "Operation \(id.short) is undone already",
                hint: "To do it again, undo the undo; see `hone log --operations`")
        case .runExists(let run): ErrorReport(what: "The name '\(run)' is taken", hint: "Choose another one")
        case .branchInUse(let ref, let path):
            ErrorReport(
                what: "'\(branch(ref))' is checked out at '\(path)'",
                hint: "Switch away first: `git -C \(path) switch -`")
        case .branchMoved(let ref, let expected):
            ErrorReport(
                what: "'\(branch(ref))' is not where the landing left it, so it was not moved back",
                causes: ["it was at \(expected.short) then"],
                hint:
                    "Take the change back with a commit: `git revert -m 1 \(expected.short)`, or without `-m 1` if it is no merge"
            )
        case .dirtyCheckout(let branch, let paths):
            ErrorReport(
                what: "'\(branch)' is checked out and has changes that are not committed",
                causes: [paths.prefix(5).joined(separator: ", ")],
                hint: "Commit or stash them, and undo again"
            )
        }
    }

    private static func impossible(_ operation: Operation) -> ErrorReport {
        let what =
            switch operation.content {
            case .step: "The evaluation of the base cannot be undone"
            case .event(.finished): "The end of a run cannot be undone"
            case .event: "A landing that was not finished cannot be undone"
            }
        let hint: String? =
            switch operation.content {
            case .event(.finished(let finish)) where finish.reason != .interrupted:
                "Go on with more steps: `hone run --resume --steps N`"
            default: nil
            }
        return ErrorReport(what: what, hint: hint)
    }

    private static func branch(_ ref: String) -> String {
        ref.hasPrefix("refs/heads/") ? String(ref.dropFirst(11)) : ref
    }
}
