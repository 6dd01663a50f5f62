import StudyModel

/// What a lineage's proposer may learn from: its own steps, and those of before its birth.
///
/// Kept up step by step, so that asking costs the same at any length of the run.
struct Memory {
    /// The last attempts, oldest first, as indices into the view's steps.
    private(set) var recent: [Int] = []
    /// The last two attempts, however many are remembered.
    private(set) var latest: [Int] = []
    /// The best that the lineage may be told of, the base until there is a better one; `nil` where what it may know does not say.
    private(set) var best: CommitID?
    /// The lineages whose steps it knows, each up to an index.
    private var known: [LineageName: Int]
    /// Where a person had the search go on from an earlier candidate, the last step of the run that may be told of; `nil` for no bound.
    private let last: Int?
    private let size: Int

    /// The memory of a first lineage, or of one that knows no other.
    ///
    /// - Parameter last: the last step of the run that may be told of; `nil` for no bound.
    init(of lineage: LineageName, in record: RunRecord, last: Int? = nil) {
        known = [lineage: .max]
        size = record.study.evidence.memory
        self.last = last
        best = record.base
    }

    /// The memory of a lineage that is born of what `other` knew up to a step of the run.
    ///
    /// - Parameter isForked: whether a person began it, who wants nothing later to be known.
    init(of lineage: LineageName, from other: Memory, until last: Int, isForked: Bool, in view: RunView) {
        size = other.size
        self.last = isForked ? last : other.last
        known = other.known.mapValues { min($0, last) }
        best = view.record.base
        for (index, step) in view.steps.prefix(last + 1).enumerated()
        where knows(step, at: index) && step.outcome != .unmeasured {
            add(step, at: index, in: view)
        }
        known[lineage] = .max
    }

    /// Takes in a step of the lineage, and tells whether it gained: it is the best now, or where that is not known, beat its parent.
    @discardableResult
    mutating func add(_ step: StepSummary, at index: Int, in view: RunView) -> Bool {
        let before = best
        weigh(step, in: view)
        guard step.step.number > 0 else { return false }
        latest = latest.suffix(1) + [index]
        recent.append(index)
        if recent.count > size { recent.removeFirst() }
        guard step.verdict == .accepted else { return false }
        return best.map { $0 != before && $0 == step.candidate }
            ?? (step.gain.map { $0.comparison.gain > 0 } ?? false)
    }

    /// Finds the best anew, after a rejection or an undo changed which steps count.
    mutating func chooseBest(in view: RunView) {
        best = view.record.base
        for (index, step) in view.steps.enumerated() where knows(step, at: index) && !view.isUndone(step) {
            weigh(step, in: view)
        }
    }

    /// Tells whether the lineage may know of a step of the run.
    func knows(_ step: StepSummary, at index: Int) -> Bool {
        known[step.turnLineage].map { index <= $0 } ?? false
    }

    /// Tells whether the lineage may be told in a line what became of a step, of whatever lineage.
    func mayTell(of step: StepSummary, at index: Int) -> Bool {
        knows(step, at: index) || last.map { index <= $0 } ?? true
    }

    /// Makes a step's candidate the best where it is.
    private mutating func weigh(_ step: StepSummary, in view: RunView) {
        guard step.verdict == .accepted, let candidate = step.candidate, !view.isRejected(candidate),
            let known = best
        else { return }
        let study = view.record.study
        if study.keepsValidationFromParents {
            weigh(step, candidate, over: known, byTrainOf: view)
        } else if study.search.select == .last || view.best == candidate {
            best = candidate
        } else if let score = view.selectionScore(step) {
            let other = view.step(of: known).flatMap(view.selectionScore)
            if other.map({ view.objective.isBetter(score, than: $0) }) ?? true { best = candidate }
        }
    }

    /// Validation selects the winner and says nothing to proposers: what they are told is what all of train says, or that a step beat the
    /// best itself.
    private mutating func weigh(
        _ step: StepSummary, _ candidate: CommitID, over known: CommitID, byTrainOf view: RunView
    ) {
        if step.parent == known, view.record.study.search.accept.rule.comparesScores {
            best = candidate
        } else if let score = step.score(on: .train),
            let other = view.step(of: known)?.score(on: .train)
        {
            if view.objective.isBetter(score, than: other) { best = candidate }
        } else {
            best = step.step.number == 0 ? candidate : nil
        }
    }
}
