import Listings
import Operations
import StudyModel

/// All about one candidate: what the template `candidate_body` shows.
struct CandidateBody: Hashable, Sendable {
    /// The element of its headings, one below the heading that it stands under.
    let tag: String
    let facts: [Fact]
    let rationale: String?
    let patch: PatchPart?
    let feedback: String?
    let evidence: String?
    let reply: String?
    /// What people said; `nil` where nobody did, or where it stands elsewhere.
    let opinions: OpinionList?

    struct Fact: Hashable, Sendable {
        let name: String
        let value: String
    }

    /// How much of each text is shown.
    struct Limits: Hashable, Sendable {
        var lines: Int
        var characters: Int

        static let report = Limits(lines: 400, characters: 16_000)
        static let site = Limits(lines: 4000, characters: 400_000)
    }

    init(
        _ details: CandidateDetails, evidence: String?, reply: String?, opinions: OpinionList?, tag: String,
        limits: Limits
    ) {
        let command = "hone show \(Naming.step(details.step.step, in: details.view))"
        func text(_ text: String?, _ option: String = "") -> String? {
            Excerpt.of(text, characters: limits.characters, elsewhere: command + option)
        }
        self.tag = tag
        facts = CandidateFacts(details).all
        rationale = text(details.rationale)
        patch = PatchPart(
            details.diff, label: "The change of step \(StepName.short(details.step.step, in: details.view))",
            comments: details.view.lineComments(on: details.step),
            lines: limits.lines, elsewhere: command)
        feedback = text(details.feedback)
        self.evidence = text(evidence, " --evidence")
        self.reply = text(reply, " --reply")
        self.opinions = opinions
    }

    /// What there is to open, in a few words.
    var contents: String {
        let parts = [
            rationale.map { _ in "rationale" }, patch.map { "diff (\($0.size))" },
            feedback.map { _ in "feedback" }, evidence.map { _ in "what the proposer saw" },
            opinions.map { _ in "opinions" },
        ].compactMap { $0 }
        return parts.isEmpty ? "Details" : "Details: " + parts.joined(separator: ", ")
    }
}
