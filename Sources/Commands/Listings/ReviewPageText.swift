import Listings
import Operations
import StudyModel

/// A candidate as a reviewer reads it: figures, examples, what was asked and answered, opinions, and last the diff.
struct ReviewPageText {
    private let page: ReviewPage
    private let offsetMinutes: Int
    private var name: String { Naming.step(page.details.step.step, in: page.view) }

    init(_ page: ReviewPage, offsetMinutes: Int) {
        self.page = page
        self.offsetMinutes = offsetMinutes
    }

    func lines(for console: Console) -> [String] {
        CandidatePage(page.details).summary(for: console)
            + page.comparisons.flatMap { comparison in
                section("Against \(title(of: comparison))", ComparisonText(comparison).lines, console)
            }
            + section("Opinions", opinions, console)
            + section("What the proposer was shown", head(of: page.evidence, "--evidence"), console)
            + section("What it answered", answer, console)
            + section("Feedback", Self.lines(page.details.feedback), console)
            + (page.details.diff.isEmpty
                ? []
                : [""]
                    + Patch(page.details.diff, comments: page.view.lineComments(on: page.details.step))
                    .lines(for: console))
    }

    private func section(_ title: String, _ lines: [String], _ console: Console) -> [String] {
        lines.isEmpty ? [] : ["", console.styled(title, .bold)] + lines
    }

    private func title(of comparison: CandidateComparison) -> String {
        let step = comparison.reference.step
        return step.step.number == 0 ? "the base" : "its parent \(comparison.reference.name)"
    }

    private var opinions: [String] {
        page.reviews.flatMap { review -> [String] in
            let record = review.record
            let head =
                "  \(Dates.minute(record.recordedAt, offsetMinutes: offsetMinutes))  \(record.name): "
                + ReviewListing.words(record.decision)
            return [head] + Self.lines(record.text).map { "    " + $0 }
        } + page.landed.compactMap { $0.words.map { "  " + $0 } }
    }

    private var answer: [String] {
        Self.lines(page.details.rationale) + head(of: page.reply, "--reply")
    }

    /// The first lines of a text, and how to see the rest.
    private func head(of text: String, _ flag: String) -> [String] {
        let lines = Self.lines(text)
        let shown = 12
        guard lines.count > shown else { return lines.map { "  " + $0 } }
        return lines.prefix(shown).map { "  " + $0 }
            + ["  … \(lines.count - shown) more lines: `hone show \(name) \(flag)`"]
    }

    private static func lines(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed())
    }
}
