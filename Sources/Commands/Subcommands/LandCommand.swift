import ArgumentParser
import StudyModel
import Wiring

struct LandCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "land", abstract: "Take a candidate over into a branch of yours.",
        discussion: """
            git makes the commit, with your hooks and your signature. A checkout is touched only where it has the branch checked out, as by
            `git merge`; files that you changed there stay out of it. Any other branch is moved without a checkout.
            """)

    private struct Listing: Encodable {
        let candidate: String
        let branch: String
        let commit: String
    }

    @Argument(help: "The candidate, such as RUN:best.", completion: .candidate)
    var candidate: String

    @Option(
        help: ArgumentHelp("The branch; the one checked out when left out.", valueName: "branch"),
        completion: .branch)
    var onto: String?

    @Flag(help: "One commit with the whole change instead of a merge of the lineage.")
    var squash = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workbench = try await place.workbench()
        let landing = try await workbench.land(candidate, onto: onto, as: squash ? .squash : .merge)
        let console = place.console()
        if format.json {
            return try console.printJSON(
                Listing(
                    candidate: landing.candidate.text, branch: landing.branch, commit: landing.result.text))
        }
        console.print("\(landing.branch) is at \(landing.result.short), with \(landing.name)")
        console.print("Take it back with `\(landing.undo)`")
    }
}
