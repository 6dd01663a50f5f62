import StudyModel
import Wiring

/// What is to happen where a candidate is one that nobody should land by mistake.
package enum LandingDoubts: Hashable, Sendable {
    case refuse
    /// A person knows of it.
    case allow

    /// Throws `Problem.landing` for a candidate whose gates failed, that was rejected, or that was made from what was rejected.
    func check(_ step: StepSummary, in view: RunView) throws {
        guard self == .refuse else { return }
        let name = Naming.step(step.step, in: view)
        guard step.outcome == .scored else {
            throw Problem.landing(.notScored(name, outcome: step.outcome, reason: step.reason))
        }
        if let rejection = view.rejection(of: step) {
            throw Problem.landing(.rejected(name, by: rejection, why: Self.why(rejection, step, in: view)))
        }
        let below = view.rejectedAncestors(of: step).map { Naming.step($0.step, in: view) }
        if !below.isEmpty { throw Problem.landing(.containsRejected(name, below)) }
    }

    /// What is to be known of a candidate that is refused, a sentence each without its end; empty of one that is not.
    static func words(_ step: StepSummary, in view: RunView) -> [String] {
        var words: [String] = []
        if step.outcome != .scored {
            words.append("It has no score: \(step.outcome.rawValue)" + (step.reason.map { ", \($0)" } ?? ""))
        }
        if let rejection = view.rejection(of: step), step.outcome == .scored || rejection == .byPerson {
            let why = why(rejection, step, in: view).map { ": " + $0 } ?? ""
            words.append((rejection == .byPerson ? "A person rejected it" : "It was not accepted") + why)
        }
        return words + [Naming.rejectedBelow(step, in: view).map { "It \($0)" }].compactMap { $0 }
    }

    private static func why(_ rejection: Rejection, _ step: StepSummary, in view: RunView) -> String? {
        guard rejection == .byPerson, let candidate = step.candidate else { return step.why }
        let review = view.reviews(of: candidate).last { $0.record.decision == .reject }?.record
        return review.map { $0.text.isEmpty ? "\($0.name) said so" : "\($0.name): \($0.text)" }
    }
}
