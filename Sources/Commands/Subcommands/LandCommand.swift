import ArgumentParser
import Listings
import Operations
import StudyModel
import Text

struct LandCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "land", abstract: "Take a candidate over into a branch of yours.",
        discussion: """
            git makes the commit, with your hooks and your signature. A checkout is touched only where it has the branch checked out, as by
            `git merge`; files that you changed there stay out of it. Any other branch is moved without a checkout.

            Where the branch went on since the run began, what it gets is measured beside its head first: it lands if its gates pass, and the
            message states that gain.
            """)

    static let examples = [
        CommandExample("hone land sort-3:best", "Take it over into the branch that you are on"),
        CommandExample(
            "hone land sort-3:best --onto release --squash", "Into another, as one commit"),
        CommandExample(
            "hone land sort-3:best --pick src/sort.c@2", "One hunk, which is evaluated first"),
        CommandExample(
            "hone land sort-3:best --body", "Print the text of a pull request, and move nothing"),
    ]

    @Argument(help: "The candidate, such as RUN:best.", completion: .candidate)
    var candidate: String

    @Option(
        help: ArgumentHelp("The branch; the one checked out when left out.", valueName: "branch"),
        completion: .branch)
    var onto: String?

    @Flag(help: "One commit with the whole change instead of a merge of the lineage.")
    var squash = false

    @Option(
        help: ArgumentHelp(
            "Only this piece of the change, such as src/sort.c@2 for a file's second hunk, or a whole file; may be repeated.",
            valueName: "path@hunk"))
    var pick: [String] = []

    @Flag(help: "Ask about each hunk.")
    var interactive = false

    @Flag(help: "Land also what has no score, was rejected, or was made from what was.")
    var force = false

    @Flag(help: "Land what the run has not measured without a look, and state no gain.")
    var unmeasured = false

    @Flag(help: "Land nothing: print the text of a pull request, in Markdown.")
    var body = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if interactive, !pick.isEmpty {
            throw ValidationError("'--interactive' asks what to pick, so leave '--pick' out")
        }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let candidate = try await chosen(workshop, console)
        if body { return console.write(try await workshop.landings.body(of: candidate)) }
        let landing = try await workshop.landings.land(
            candidate, onto: onto, as: squash ? .squash : .merge, doubts: force ? .allow : .refuse,
            measuring: unmeasured
                ? .unmeasured
                : .measured { branch in
                    console.note("'\(branch)' gets what nobody has measured, so that is measured first")
                })
        if format.json { return console.printJSON(landing) }
        console.print("\(landing.branch) is at \(landing.result.short), with \(landing.name)")
        for known in landing.gains {
            console.print("Gain over what it was\(known.name.map { " by " + $0 } ?? ""): \(known.text)")
        }
        for landed in landing.leftOut {
            if let words = landed.words { console.print("Note: \(words); git left that part out") }
        }
        console.print("Take it back with `\(landing.undo)`")
    }

    /// The candidate to land: the one that was named, or a new one of the pieces that were picked.
    private func chosen(_ workshop: Workshop, _ console: Console) async throws -> String {
        guard interactive || !pick.isEmpty else { return candidate }
        let names =
            interactive
            ? try HunkQuestions(console: console).chosen(
                from: try await workshop.picks.patch(of: candidate).pieces) : pick
        guard !names.isEmpty else {
            throw ErrorReport(what: "Nothing was picked, so nothing was landed")
        }
        let name = try await workshop.picks.pick(names, of: candidate)
        if name != candidate, !format.json, !body {
            console.print("\(name) has what was picked, and was evaluated")
        }
        return name
    }
}
