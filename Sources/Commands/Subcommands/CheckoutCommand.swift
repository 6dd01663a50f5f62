import ArgumentParser
import Listings
import Operations

struct CheckoutCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkout", abstract: "Check a candidate out in a folder of its own, built, to try it.",
        discussion: """
            The folder is a worktree of the repository, at the candidate and on no branch; your own checkout stays as it is. The candidate
            is built in the sandbox as it is before it is judged, and what that leaves is copied there, with the files and the inputs that the
            evaluator has and git does not. What you run there yourself runs outside of the sandbox.
            """)

    static let examples = [
        CommandExample(
            "hone checkout sort-3:best ../sort-best", "Have the best of a run beside the checkout"),
        CommandExample("hone checkout sort-3:4 ../sort-4 --no-build", "Its files alone"),
    ]

    @Argument(help: "The candidate, such as RUN:STEP.", completion: .candidate)
    var candidate: String

    @Argument(help: "The folder to make; one that holds something is refused.", completion: .directory)
    var folder: String

    @Flag(inversion: .prefixedNo, help: "Build it as the evaluator does.")
    var build = true

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        let checkouts = try place.workshop().checkouts
        let made = try await Interruptible.run(
            telling: console, words: .whole("Nothing was checked out")
        ) { _ in
            try await checkouts.make(candidate, at: folder, with: build ? .build : .filesAlone)
        }
        if format.json { return console.printJSON(made) }
        console.print("\(made.name) (\(made.commit.short)) is in '\(made.folder)', a worktree on no branch")
        if !made.beside.isEmpty {
            console.print(
                Paragraph("Beside its files: \(made.beside.joined(separator: ", "))").lines(
                    indent: 0, for: console))
        }
        if let failure = made.failure { show(failure, made.report, console) }
        if let command = made.command, made.failure == nil {
            console.print("Try it: `cd \(made.folder.shellWord) && \(command)`")
        }
        console.print("Remove it: `\(made.removal)`")
    }

    private func show(_ failure: String, _ report: String, _ console: Console) {
        console.print("It does not build: \(failure)")
        if !report.isEmpty { console.print(report) }
    }
}
