import StudyModel

/// What a lineage's proposer may learn from: its own steps, and those of before its birth.
///
/// Kept up step by step, so that asking costs the same at any length of the run.
struct Memory {
    /// The last attempts, oldest first, as indices into the view's steps.
    private(set) var recent: [Int] = []
    private(set) var edits: [String: EditRecord] = [:]
    /// The lineages whose steps it knows, each up to an index.
    private var known: [LineageName: Int]
    private let size: Int

    /// The memory of a first lineage, which keeps `size` attempts.
    init(of lineage: LineageName, size: Int) {
        known = [lineage: .max]
        self.size = size
    }

    /// The memory of a lineage that is born of what `other` knew up to a step, given all steps.
    init(of lineage: LineageName, from other: Memory, until last: Int, steps: [StepSummary]) {
        size = other.size
        known = other.known.mapValues { min($0, last) }
        for index in steps.indices.prefix(last + 1) where knows(steps[index], at: index) {
            add(steps[index], at: index)
        }
        known[lineage] = .max
    }

    /// Tells whether a step is one that the lineage may know.
    func knows(_ step: StepSummary, at index: Int) -> Bool {
        known[step.lineage].map { index <= $0 } ?? false
    }

    /// Takes in a step that the lineage knows.
    mutating func add(_ step: StepSummary, at index: Int) {
        guard step.step.number > 0 else { return }
        recent.append(index)
        if recent.count > size { recent.removeFirst() }
        if let edit = step.edit { edits[edit, default: EditRecord()].add(step) }
    }
}

extension EditRecord {
    fileprivate mutating func add(_ step: StepSummary) {
        tried += 1
        if step.outcome == .scored { scored += 1 }
        if step.verdict == .accepted { accepted += 1 }
    }
}
