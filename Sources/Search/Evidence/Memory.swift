import StudyModel

/// What a lineage's proposer may learn from: its own steps, and those of before its birth.
///
/// Kept up step by step, so that asking costs the same at any length of the run.
struct Memory {
    /// The last attempts, oldest first, as indices into the view's steps.
    private(set) var recent: [Int] = []
    /// The last two attempts, however many are remembered.
    private(set) var latest: [Int] = []
    private(set) var edits: [String: EditRecord] = [:]
    /// The best that the lineage knows of; the base until there is a better one.
    private(set) var best: CommitID
    /// The lineages whose steps it knows, each up to an index.
    private var known: [LineageName: Int]
    private let size: Int

    /// The memory of a first lineage.
    init(of lineage: LineageName, in record: RunRecord) {
        known = [lineage: .max]
        size = record.study.evidence.memory
        best = record.base
    }

    /// The memory of a lineage that is born of what `other` knew up to a step of the run.
    init(of lineage: LineageName, from other: Memory, until last: Int, in view: RunView) {
        size = other.size
        known = other.known.mapValues { min($0, last) }
        best = view.record.base
        for (index, step) in view.steps.prefix(last + 1).enumerated()
        where knows(step, at: index) && step.outcome != .unmeasured {
            add(step, at: index, isBest: isBetter(step, in: view))
        }
        known[lineage] = .max
    }

    /// Takes in a step of the lineage; `isBest` tells whether its candidate became the best.
    mutating func add(_ step: StepSummary, at index: Int, isBest: Bool) {
        if isBest, let candidate = step.candidate { best = candidate }
        guard step.step.number > 0 else { return }
        latest = latest.suffix(1) + [index]
        recent.append(index)
        if recent.count > size { recent.removeFirst() }
        if let edit = step.edit { edits[edit, default: EditRecord()].add(step) }
    }

    /// Finds the best anew, after a rejection or an undo changed which steps count.
    mutating func chooseBest(in view: RunView) {
        if let index = view.index(of: view.best), knows(view.steps[index], at: index) {
            best = view.best
            return
        }
        best = view.record.base
        for (index, step) in view.steps.enumerated() where knows(step, at: index) {
            if let candidate = step.candidate, !view.isRejected(candidate), !view.isUndone(step),
                isBetter(step, in: view)
            {
                best = candidate
            }
        }
    }

    /// Tells whether the lineage may know of a step of the run.
    func knows(_ step: StepSummary, at index: Int) -> Bool {
        known[step.lineage].map { index <= $0 } ?? false
    }

    private func isBetter(_ step: StepSummary, in view: RunView) -> Bool {
        guard step.verdict == .accepted, let score = view.selectionScore(step) else { return false }
        guard let other = view.step(of: best).flatMap(view.selectionScore) else { return true }
        return view.record.study.search.select == .last || view.objective.isBetter(score, than: other)
    }
}

extension EditRecord {
    fileprivate mutating func add(_ step: StepSummary) {
        tried += 1
        if step.outcome == .scored { scored += 1 }
        if step.verdict == .accepted { accepted += 1 }
    }
}
