/// What each model, asked for edits in each form, has brought so far in a run: the arms of a bandit.
///
/// The fold of the run's steps. Each step counts for 0.95 of the one after it, as in ShinkaEvolve (Lange and others, arXiv 2509.19349), so that an arm that paid at first
/// gives way.
package struct ArmHistory: Hashable, Sendable {
    /// A model, asked for one form of edit.
    package struct Arm: Hashable, Sendable {
        package var model: String
        /// `Proposal.edit`.
        package var form: String?

        package init(model: String, form: String?) {
            self.model = model
            self.form = form
        }
    }

    /// What came of an arm; the first three of older steps count less.
    package struct Record: Hashable, Sendable {
        package var steps = 0.0
        /// Those whose candidate was scored.
        package var scored = 0.0
        /// By how much candidates gained more over the base than their parents, and than the base itself, in the metric's unit.
        package var gain = 0.0
        package fileprivate(set) var usage = Usage.none
        package fileprivate(set) var calls = 0
        /// All steps alike.
        package fileprivate(set) var count = 0

        package init() {}
    }

    package static let decay = 0.95

    package private(set) var records: [Arm: Record] = [:]
    /// The largest gain over the base of any member; 0 until there is one.
    package private(set) var most = 0.0

    package init() {}

    /// Takes in a step of a model.
    ///
    /// - Parameters:
    ///   - gain: that of its candidate over the base, where that is a member.
    ///   - parent: the parent's.
    package mutating func add(_ step: StepSummary, gain: Double?, parent: Double) {
        guard let calls = step.calls else { return }
        for arm in records.keys {
            records[arm]?.steps *= Self.decay
            records[arm]?.scored *= Self.decay
            records[arm]?.gain *= Self.decay
        }
        var record = records[Arm(model: calls.model, form: step.edit)] ?? Record()
        record.steps += 1
        record.scored += step.outcome == .scored ? 1 : 0
        record.gain += gain.map { max(0, $0 - max(parent, 0)) } ?? 0
        record.usage = record.usage + step.usage
        record.calls += calls.count
        record.count += 1
        records[Arm(model: calls.model, form: step.edit)] = record
        most = max(most, gain ?? 0)
    }
}
