import ArgumentParser
import Listings
import Operations
import StudyModel
import Text

struct ReduceCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "reduce", abstract: "Find the fewest changes of a candidate that keep its gain.",
        discussion: """
            Tries parts of the difference from the base, each measured beside the base and the whole candidate by the study's own
            acceptance test, until none of what is left can be left out. The result is a new candidate on a lineage of its own.
            """)

    static let examples = [
        CommandExample("hone reduce sort-3:best", "Find the fewest hunks that keep the gain")
    ]

    @Argument(help: "The candidate, such as RUN:best.", completion: .candidate)
    var candidate: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        let quiet = format.json
        let report = try await place.workshop().reductions.reduce(candidate) { attempt in
            guard !quiet else { return }
            let score = attempt.score.map { Figures.value($0) } ?? "no score"
            let verdict = attempt.keepsGain ? "keeps the gain" : "loses it"
            console.print("\(verdict)  \(score)  \(attempt.pieces.joined(separator: ", "))  (\(attempt.why))")
        }
        if format.json { return console.printJSON(report) }
        guard let reduced = report.reduced else {
            return console.print("Nothing of \(report.candidate) can be left out")
        }
        console.print(
            "\(reduced) has \(report.kept.count) of \(report.pieces) pieces: \(report.kept.joined(separator: ", "))"
        )
        if let doubt = report.doubt { console.print("Note: " + doubt) }
        console.print(
            "See it with `hone show \(reduced)`"
                + (report.doubt == nil ? ", take it over with `hone land \(reduced)`" : ""))
    }
}
