import ArgumentParser
import Listings
import Operations
import StudyModel

struct DiffCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Show what differs between two candidates.",
        discussion: "With one candidate, against the base of its run. `A..B` names both, as in git.")

    static let examples = [
        CommandExample("hone diff sort-3:best", "What the best changes in its base"),
        CommandExample("hone diff sort-3:4 sort-3:12", "What lies between two candidates"),
        CommandExample("hone diff sort-3:4..sort-3:12 --stat", "How many lines of each file that is"),
    ]

    private struct Difference: Listing {
        let from: CommitID
        let to: CommitID
        let diff: String

        func write(to line: inout ObjectWriter) {
            line.put("from", from)
            line.put("to", to)
            line.put("diff", diff)
        }
    }

    @Argument(help: "The candidate to start from, or the only one.", completion: .candidate)
    var first: String

    @Argument(help: "The candidate to end at.", completion: .candidate)
    var second: String?

    @Flag(help: "How many lines of each file differ, instead of which.")
    var stat = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workshop = try place.workshop()
        let (from, to) = try await ends(workshop)
        let text = try await workshop.candidates.diff(from: from, to: to)
        let console = place.console()
        if format.json { return console.printJSON(Difference(from: from, to: to, diff: text)) }
        guard !text.isEmpty else { return }
        let pager = try place.pager(workshop)
        if stat { return pager.show(DiffStat(text).lines(for: console)) }
        pager.show(Patch(text).lines(for: console))
    }

    private func ends(_ workshop: Workshop) async throws -> (CommitID, CommitID) {
        if let (first, second) = second.map({ (first, $0) }) ?? RangeName(first)?.ends {
            return (
                try await workshop.candidates.reference(first).commit,
                try await workshop.candidates.reference(second).commit
            )
        }
        let only = try await workshop.candidates.reference(first)
        guard let view = only.view else {
            throw ErrorReport(
                what: "'\(first)' belongs to no run, so there is no base to compare it with",
                hint: "Name two: `hone diff \(first) OTHER`", exit: .wrongUsage)
        }
        return (view.record.base, only.commit)
    }
}
