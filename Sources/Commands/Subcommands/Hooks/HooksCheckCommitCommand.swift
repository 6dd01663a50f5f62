import ArgumentParser
import Operations
import StudyModel

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
        let refusal: ErrorReport?
        do {
            refusal = try await place.workshop().hooks.refusal(of: tree, on: branch)
        } catch {
            guard let report = ErrorReport(known: error) else { throw error }
            // Whatever is wrong with a run is no reason to keep a person from committing.
            return place.console().note("hone: the commit on '\(branch)' was not checked: \(report.what)")
        }
        if let refusal { throw refusal }
    }

    private static func tree(_ text: String) throws -> TreeID {
        guard let tree = TreeID(text: text) else { throw ValidationError("'\(text)' is no tree's ID") }
        return tree
    }
}
