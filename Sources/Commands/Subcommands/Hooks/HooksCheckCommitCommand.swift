import ArgumentParser
import Operations
import StudyModel
import Wiring

/// What the `pre-commit` hook asks before a commit on a hone branch.
struct HooksCheckCommitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-commit", abstract: "Refuse a commit that leaves the artifact scope.",
        shouldDisplay: false)

    @Option(help: "The branch, without 'refs/heads/'.")
    var branch: String

    @Option(help: "The commit's tree.", transform: Self.tree)
    var tree: TreeID

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        do {
            try await place.workbench().checkCommit(of: tree, on: branch)
        } catch let problem as Problem {
            if case .hooks(.outsideScope) = problem { throw problem }
            // Whatever else is wrong with a run is no reason to keep a person from committing.
            let what = ErrorReport(problem).what
            place.console().note("hone: the commit on '\(branch)' was not checked: \(what)")
        }
    }

    private static func tree(_ text: String) throws -> TreeID {
        guard let tree = TreeID(text: text) else { throw ValidationError("'\(text)' is no tree's ID") }
        return tree
    }
}
