import Search
import StudyModel
import Text
import Wiring

extension Problem.Repository: Reportable {
    package var report: ErrorReport {
        switch self {
        case .bareRepository(let path, let worktrees):
            ErrorReport(
                what: "The repository at '\(path)' is bare",
                causes: ["hone takes the evaluator's files from a checkout"],
                hint: worktrees.isEmpty
                    ? "Work in a clone: `git clone \(path)`"
                    : "Work in one of its worktrees: \(worktrees.prefix(5).joined(separator: ", "))")
        case .noCommits(let branch):
            ErrorReport(
                what: "There are no commits on '\(branch)' yet",
                causes: ["it is checked out and unborn, so there is nothing to start from"],
                hint:
                    "Make the first one: `git add -A && git commit`, or start elsewhere: `hone run --from COMMIT`"
            )
        case .gitCommand(let words, let output):
            ErrorReport(
                what: "`\(words.joined(separator: " "))` ended with an error", causes: [output],
                hint: output.contains("'refs/heads/hone' exists")
                    ? "The branch 'hone' there leaves no room for branches 'hone/…': rename it" : nil)
        }
    }
}

extension Problem.Study: Reportable {
    package var report: ErrorReport {
        switch self {
        case .examples(let file, let reason):
            ErrorReport(what: "The examples in '\(file)' cannot be used", causes: [reason])
        case .proposedFromOutside:
            ErrorReport(
                what: "The study's proposals come from outside",
                hint:
                    "Begin a run and get its first step's evidence with `hone ask --new`, and answer with `hone tell`"
            )
        case .hiddenProgram(let program):
            ErrorReport(
                what:
                    "A command names '\(program.name)', which is '\(program.path)' of this checkout for you",
                causes: [
                    "no slot has that folder on its PATH, so that it would not be found, or another of that name would run"
                ],
                hint:
                    "Name it '\(program.path)'; what git does not have of it, `evaluator.inputs: [{from: \(program.root), to: \(program.root)}]` lends. Or start hone without that folder on PATH"
            )
        case .noStudyFile(let path):
            ErrorReport(what: "There is no study file '\(path)'", hint: "Write one with `hone init`")
        case .studyFileExists(let path):
            ErrorReport(
                what: "'\(path)' exists already", hint: "Edit it, or overwrite it with `hone init --force`")
        case .unreadableFile(let path, let reason):
            ErrorReport(what: "Could not read '\(path)'", causes: [reason])
        case .unknownBase(let base):
            ErrorReport(
                what: "There is no commit '\(base)' to start from",
                hint: "Set `artifact.base` to a branch, a tag or a commit, or use `hone run --from COMMIT`")
        case .unknownStart(let start):
            ErrorReport(
                what: "There is no commit '\(start)' for a lineage to begin from",
                hint: "Name a branch, a tag or a commit in `search.strategy.multistart.starts`")
        case .startOutOfScope(let start, let path):
            ErrorReport(
                what: "No lineage can begin from '\(start)'",
                causes: ["it differs from the base in '\(path)', which is not editable"],
                hint:
                    "Name commits that differ from the base in editable files alone, or widen `artifact.editable`"
            )
        case .nothingEditable(let patterns, let base):
            ErrorReport(
                what: "No file of '\(base)' may be edited",
                causes: ["`artifact.editable` is \(patterns.map { "'\($0)'" }.joined(separator: ", "))"],
                hint:
                    "Name files that are committed in '\(base)'; see them with `git ls-tree -r --name-only \(base)`"
            )
        case .folderNotEmpty(let path):
            ErrorReport(what: "'\(path)' exists and is not empty", hint: "Name a new folder")
        case .unknownTemplate(let name, let known):
            ErrorReport(
                what: "There is no template '\(name)'",
                hint: "Templates are \(known.joined(separator: ", "))", exit: .wrongUsage)
        case .notImportable(let path, let tool, let reason):
            ErrorReport(what: "'\(path)' cannot be taken over from \(tool)", causes: [reason])
        case .undecidable(let reason): reason.report
        case .baseFailed(let outcome, let reason, let feedback):
            ErrorReport(
                what: "The base has no score: \(outcome.rawValue)",
                causes: [reason ?? feedback].filter { !$0.isEmpty },
                hint: "See all that it wrote with `hone check`")
        }
    }
}

extension Undecidable: Reportable {
    /// - Parameter repeats: with which the same test can accept; `nil` where it never can.
    private static func hint(repeats: String?) -> String {
        (repeats.map { "Set `evaluator.measure.repeats: \($0)`, or choose" } ?? "Choose")
            + " `search.accept.rule: higher`, which claims nothing"
    }

    package var report: ErrorReport {
        let test: (observed: String, hint: String)
        switch plan {
        case .examples(let count):
            test = (
                "a paired test over \(count) \(witnesses)",
                "Give each step \(enough.map { "at least \($0)" } ?? "more") \(witnesses) (`batch.size`, `examples.split`), or choose "
                    + "`search.accept.rule: not-worse`, which claims nothing"
            )
        case .pairs(let count), .samples(_, let count):
            test = (
                "a test of \(count) \(count == 1 ? "repeat" : "repeats") each",
                Self.hint(repeats: enough.map(String.init))
            )
        case .race(let looks):
            let repeats = enough.map { $0 > 10 ? "\($0)" : "\(looks.lowerBound)..\(max(5, $0))" }
            test = (
                "a race of up to \(looks.upperBound) pairs",
                Self.hint(repeats: repeats)
            )
        case .exact: test = ("a comparison of the values", "Choose another `search.accept.rule`")
        }
        switch lack {
        case .observations:
            let least = Figures.value(plan.smallestAttainableP)
            let asked = Figures.value(1 - confidence)
            return ErrorReport(
                what: rule == .better
                    ? "No candidate can ever be accepted as better than its parent"
                    : "No candidate can ever be accepted as not worse than the best",
                causes: ["\(test.observed) gives no p below \(least), and at most \(asked) is asked"],
                hint: test.hint, exit: .wrongUsage)
        case .margin where rule == .better:
            return ErrorReport(
                what: "Several objectives decide nothing where runs differ by chance, without `min_gain`",
                causes: ["\(test.observed) cannot tell what is as good from what is a little worse"],
                hint:
                    "Set `evaluator.measure.min_gain`, to what would be too small a loss by the other objectives to matter, such as 1%",
                exit: .wrongUsage)
        case .margin:
            return ErrorReport(
                what:
                    "`search.accept.rule: \(rule.rawValue)` decides nothing where runs differ by chance",
                causes: ["\(test.observed) cannot tell what is as good from what is a little worse"],
                hint:
                    "Set `evaluator.measure.min_gain`, to what would be too small a loss to matter, or choose `search.accept.rule: better`",
                exit: .wrongUsage)
        }
    }
}
