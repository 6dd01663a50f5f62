import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel

struct ReviewCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "See what is worth a look, and approve or reject it.",
        discussion: """
            Without a candidate, the candidates of a run that are worth a look. A rejected candidate is no parent and no best any
            more, and the proposer is told why. With --at the words speak of one line, and stand below it in the diff. Reviews are git notes: `git log --notes=hone/review hone/RUN/best`; what you write
            there with `git notes` counts too.
            """)

    static let examples = [
        CommandExample("hone review", "What is worth a look"),
        CommandExample("hone review sort-3:12", "All that is known of a candidate"),
        CommandExample(
            "hone review sort-3:12 --reject -m 'breaks the ABI'",
            "No parent and no best any more; the proposer is told why"),
        CommandExample("hone review sort-3:12 --approve", "Say that it is good"),
        CommandExample(
            "hone review sort-3:12 --at src/sort.c:14 -m 'wrong for no elements'",
            "Speak of a line; the proposer is told of that too"),
    ]

    /// What a person decides.
    enum Decision: String, EnumerableFlag {
        case approve, reject, withdraw

        static func help(for value: Decision) -> ArgumentHelp? {
            switch value {
            case .approve: "Approve of the candidate; takes your own rejection back."
            case .reject: "Reject the candidate."
            case .withdraw: "Take your decision back."
            }
        }
    }

    @Argument(help: "The candidate, such as RUN:STEP, or a run.", completion: .candidate)
    var candidate: String?

    @Flag(exclusivity: .exclusive)
    var decision: Decision?

    @Option(
        name: [.customShort("m"), .customLong("message")],
        help: ArgumentHelp("Why; alone, a comment.", valueName: "text"))
    var message: String?

    @Option(
        help: ArgumentHelp("The line of the candidate that -m speaks of, as PATH:LINE.", valueName: "place"))
    var at: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if candidate == nil, decision != nil || message != nil {
            throw ValidationError("Name the candidate that you review, such as RUN:STEP")
        }
        if let at {
            guard LineComment.Place(at) != nil else {
                throw ValidationError("'--at' names a line as PATH:LINE, such as src/sort.c:14, not '\(at)'")
            }
            guard message != nil else {
                throw ValidationError("'--at' says what '-m' speaks of, so add '-m'")
            }
        }
        if let message, message.allSatisfy(\.isWhitespace) { throw ValidationError("'-m' has no words") }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        guard let candidate, try await !workshop.runs.has(candidate) else {
            let list = try await workshop.reviews.list(candidate)
            if format.json { return console.printJSON(list) }
            return try place.pager(workshop).show(ReviewTable(list).lines(for: console))
        }
        if decision != nil || message != nil { return try await decide(on: candidate, workshop, console) }
        let page = try await workshop.reviews.page(of: candidate)
        if format.json { return console.printJSON(page) }
        let text = ReviewPageText(page, offsetMinutes: SystemClock.offsetMinutes())
        try place.pager(workshop).show(text.lines(for: console))
    }

    private func decide(on candidate: String, _ workshop: Workshop, _ console: Console) async throws {
        let word = decision.map { ReviewRecord.Decision(rawValue: $0.rawValue) } ?? .comment
        let (review, view) = try await workshop.reviews.review(
            candidate, word, saying: message ?? "", at: at.flatMap(LineComment.Place.init(_:)))
        if format.json { return console.printJSON(review) }
        let name = Naming.step(review.step, in: view)
        console.print("\(name): \(ReviewListing.words(word)) by \(review.record.name)")
        if word == .reject {
            let best = view.step(of: view.best)
            let below = best.flatMap { Naming.rejectedBelow($0, in: view) }.map { ", which \($0)" } ?? ""
            let name = best.map { Naming.step($0.step, in: view) } ?? view.best.short
            console.print("The best of \(view.record.run) is \(name)\(below)")
        }
        console.print("Take it back with `hone undo \(view.record.run)`")
    }
}
