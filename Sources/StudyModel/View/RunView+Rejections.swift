/// Who turned a candidate down.
package enum Rejection: Hashable, Sendable {
    /// A person, in a review that stands.
    case byPerson
    /// Its step did: it was not accepted, and no person approves of it.
    case byVerdict
}

extension RunView {
    /// Tells who turned a step's candidate down; `nil` where nobody did.
    ///
    /// A person's word goes before a verdict: what a person approves of, put on a branch or picked, no verdict turns down.
    package func rejection(of step: StepSummary) -> Rejection? {
        guard let candidate = step.candidate else { return nil }
        if isRejected(candidate) { return .byPerson }
        let isChosen = [Person.name, Person.picking].contains(step.proposer) || isApproved(candidate)
        return step.verdict == .rejected && !isChosen ? .byVerdict : nil
    }

    /// Returns the rejected steps that a step's candidate was made from, in the order of the run: it contains what they changed.
    package func rejectedAncestors(of step: StepSummary) -> [StepSummary] {
        // As a rule nothing is built on what was rejected, and what is older than all of that is not walked.
        let rejected = standing.rejected.union(builtOnRejected)
        guard let oldest = rejected.compactMap({ index(of: $0) }).min() else { return [] }
        var open = step.parents.all
        var seen: Set<CommitID> = []
        var found: [StepSummary] = []
        while let next = open.popLast() {
            guard seen.insert(next).inserted, let place = index(of: next), place >= oldest else { continue }
            let below = steps[place]
            guard below.step.number > 0, below.step != step.step else { continue }
            if rejection(of: below) != nil { found.append(below) }
            open += below.parents.all
        }
        return found.sorted { $0.step < $1.step }
    }
}
