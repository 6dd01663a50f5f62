/// Who turned a candidate down.
package enum Rejection: Hashable, Sendable {
    /// A person, in a review that stands.
    case byPerson
    /// Its step did: it was not accepted, and no person approves of it.
    case byVerdict
}

extension RunView {
    /// What people decided and said about a candidate, oldest first; what was undone is left out.
    package func reviews(of candidate: CommitID) -> [Review] { standing.reviews[candidate] ?? [] }

    /// What people ever said about a candidate, undone or not, oldest first.
    package func allReviews(of candidate: CommitID) -> [Review] {
        log.others.compactMap { id, event in
            guard let record = event.review, record.candidate == candidate else { return nil }
            return Review(id: id, record: record)
        }
    }

    /// Every candidate that people ever said something about, undone or not.
    package var everReviewed: Set<CommitID> {
        Set(log.others.compactMap { $0.event.review?.candidate })
    }

    /// Every candidate that people said something about.
    package var reviewed: Set<CommitID> { Set(standing.reviews.keys) }

    /// Tells whether a person rejects a candidate: they said so and have not approved of it or withdrawn since.
    ///
    /// A commit that went back to a rejected candidate's tree is rejected with it. The base cannot be.
    package func isRejected(_ commit: CommitID) -> Bool {
        guard !standing.rejected.isEmpty else { return false }
        let candidate = step(of: commit)?.candidate ?? commit
        return candidate != record.base && standing.rejected.contains(candidate)
    }

    /// Tells whether a person approves of a candidate, and nobody rejects it.
    package func isApproved(_ candidate: CommitID) -> Bool {
        !isRejected(candidate) && standing.isApproved(candidate)
    }

    /// Where a lineage goes on from: its head, or the nearest candidate below it that nobody rejects.
    package func parent(for lineage: LineageView) -> CommitID { unrejected(lineage.head) }

    /// Returns a candidate, or the nearest one below it that nobody rejects.
    package func unrejected(_ candidate: CommitID) -> CommitID {
        var commit = candidate
        while isRejected(commit), let step = step(of: commit), step.step.number > 0 { commit = step.parent }
        return commit
    }

    /// The landings that stand, in order.
    package var landings: [LandRecord] {
        log.others.compactMap { id, event in
            guard case .landed(let record) = event, id.map(undone.contains) != true else { return nil }
            return record
        }
    }

    // MARK: - Undoing

    /// Every event in order, with whether it still counts.
    package var operations: [Operation] { log.entries.map(operation) }

    /// The event with an ID.
    package func operation(_ id: CommitID) -> Operation? {
        log.entries.last { $0.id == id }.map(operation)
    }

    /// The event whose standing an undo changes: the event itself, or of an undo the one at the beginning of the chain of undoes.
    package func origin(of id: CommitID) -> CommitID {
        var origin = id
        while case .event(let event) = operation(origin)?.content, let undo = event.takenBack {
            origin = undo.event
        }
        return origin
    }

    /// The last event that an undo without a name takes back: of this clone's own, for what others did is theirs to take back.
    package var lastOperation: Operation? {
        log.entries.reversed().lazy.map(operation).first { $0.canBeUndone && !$0.isUndone && $0.isOwn }
    }

    /// Tells whether a step counts no more.
    package func isUndone(_ step: StepSummary) -> Bool { undoneSteps.contains(step.step) }

    /// Tells whether the same lineages, best and rejections stand in both states of a run.
    package func stands(as other: RunView) -> Bool {
        standing.lineages == other.standing.lineages && best == other.best && undone == other.undone
            && currentLineage == other.currentLineage && standing.rejected == other.standing.rejected
    }

    private func operation(_ entry: RecordedEvent) -> Operation {
        Operation(
            id: entry.id, content: entry.content, isUndone: entry.id.map(undone.contains) ?? false,
            isOwn: entry.place.map { $0.writer == writer } ?? true)
    }
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
        // As a rule nothing is built on what was rejected, and what is older than all of that is not walked. The step need not be recorded yet.
        let rejected = standing.rejected.union(builtOnRejected).union(step.parents.all)
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
