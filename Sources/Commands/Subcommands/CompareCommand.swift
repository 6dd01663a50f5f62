import ArgumentParser
import Listings
import Operations
import StudyModel

struct CompareCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Compare candidates by what was measured of them.",
        discussion: """
            Every candidate is compared with the first one, metric by metric and example by example, from the trials that are
            recorded; nothing is run. Candidates that were not judged by the same evaluator are only compared with --force.
            """)

    static let examples = [
        CommandExample(
            "hone compare sort-3:0 sort-3:12 sort-3:best", "Two candidates, each beside the base"),
        CommandExample("hone compare sort-3:0 sort-3:best --json", "The same for a program"),
    ]

    @Argument(
        help: "The candidate that the others are compared with; or both of two, as A..B.",
        completion: .candidate)
    var first: String

    @Argument(help: "The others.", completion: .candidate)
    var others: [String] = []

    @Flag(help: "Compare candidates of different evaluators too.")
    var force = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if others.isEmpty, RangeName(first) == nil { throw ValidationError("Name at least two candidates") }
    }

    func run() async throws {
        let range = others.isEmpty ? RangeName(first)?.ends : nil
        let (reference, candidates) = range.map { ($0.0, [$0.1]) } ?? (first, others)
        let comparisons = try await place.workshop().comparisons.compare(
            reference, with: candidates, mismatch: force ? .allow : .refuse)
        let console = place.console()
        if format.json { return console.printJSON(ListingList("comparisons", comparisons)) }
        for (index, comparison) in comparisons.enumerated() {
            if index > 0 { console.print() }
            console.print(
                console.styled("\(comparison.candidate.name) against \(comparison.reference.name)", .bold))
            if let mismatch = comparison.mismatch { console.note("Note: \(mismatch)") }
            let candidate = comparison.candidate
            if let below = Naming.rejectedBelow(candidate.step, in: candidate.view) {
                console.print("  It \(below)")
            }
            console.print(ComparisonText(comparison).lines)
        }
    }
}
