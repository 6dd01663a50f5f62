import StudyModel

/// What of a candidate's change the run has seen before: the same change on another parent, and lines that an earlier candidate had deleted.
///
/// Of the lines that evolution by language models writes, three in ten had been deleted in the same run ("What Do Evolutionary Coding Agents Evolve?", arXiv
/// 2605.20086). It is worked out where somebody reads of it.
struct Recurrences {
    let store: any RunStore
    let view: RunView

    /// Takes down what recurs in the candidates of some attempts.
    func find(in attempts: inout [Attempt]) async throws {
        guard view.record.study.proposer.kind.readsEvidence else { return }
        for index in attempts.indices {
            guard let subject = attempts[index].subject else { continue }
            let parent = attempts[index].parent.subject.commit
            let change = ChangedLines(diff: try await store.diff(from: parent, to: subject.commit))
            attempts[index].patch = change.id
            attempts[index].returns = try await returns(change.added, to: parent)
        }
    }

    /// Which of some lines the steps that led to a candidate had deleted, each told of the nearest.
    private func returns(_ lines: [String], to parent: CommitID) async throws -> [ReturnedLines] {
        var (left, next, found) = (lines, view.step(of: parent), [ReturnedLines]())
        while !left.isEmpty, let step = next, step.step.number > 0, let candidate = step.candidate {
            let removed = ChangedLines(diff: try await store.diff(from: step.parent, to: candidate)).removed
            let back = left.filter(removed.contains)
            if let first = back.first {
                found.append(ReturnedLines(step: step.step, count: back.count, first: first))
                left.removeAll(where: removed.contains)
            }
            next = view.step(of: step.parent)
        }
        return found
    }
}
