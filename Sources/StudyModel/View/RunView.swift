/// A run's state: the fold of its events, the same for the loop, for branches and for listings.
///
/// Holds a summary a step, so 10,000 steps take some megabytes. Applying an event costs the same at any length.
package struct RunView: Hashable, Sendable {
    package let record: RunRecord
    package private(set) var steps: [StepSummary] = []
    package private(set) var lineages: [LineageName: LineageView] = [:]
    /// The lineage that the loop goes on with: the one reverted, forked or adopted last, whatever step was in flight.
    package private(set) var currentLineage = LineageName.first
    /// The selected best; the base until a candidate is accepted.
    package private(set) var best: CommitID
    package private(set) var spent = Spent()
    /// The last end of the loop, while nothing has been stepped since.
    package private(set) var finish: FinishRecord?
    /// Landings that were announced and whose end was not seen, by their IDs.
    package private(set) var openLandings: [String: LandRecord] = [:]
    /// Looks at the sealed test split, in order, of all writers.
    package private(set) var tests = TestLedger()
    /// By candidate (and commit of a revert), the index in `steps` of the step that scored its tree.
    private var stepIndex: [CommitID: Int] = [:]
    private var treeIndex: [TreeID: CommitID] = [:]
    private var lineagesBorn = 1

    package init(_ record: RunRecord) {
        self.record = record
        best = record.base
        lineages[.first] = LineageView(name: .first, origin: record.base, knows: nil, head: record.base)
        treeIndex[record.baseTree] = record.base
    }

    package init(_ record: RunRecord, events: some Sequence<Event>) {
        self.init(record)
        for event in events { apply(event) }
    }

    // MARK: - Asking

    package var objective: Objective { record.study.objective }

    /// The step that made, or scored, a candidate.
    package func step(of candidate: CommitID) -> StepSummary? { stepIndex[candidate].map { steps[$0] } }

    /// The index in `steps` of the step that made, or scored, a candidate.
    package func index(of candidate: CommitID) -> Int? { stepIndex[candidate] }

    package func step(_ id: StepID) -> StepSummary? { steps.last { $0.step == id } }

    /// The candidate that has this tree already.
    package func candidate(with tree: TreeID) -> CommitID? { treeIndex[tree] }

    /// The evaluation of the base; `nil` until step 0 is recorded.
    package var baseline: StepSummary? { step(of: record.base) }

    package var current: LineageView {
        guard let lineage = lineages[currentLineage] else {
            preconditionFailure("the current lineage exists")
        }
        return lineage
    }

    /// The number of the next step of a writer.
    package func nextStep(of writer: WriterID) -> Int {
        (steps.last { $0.step.writer == writer }?.step.number ?? (writer == record.writer ? -1 : 0)) + 1
    }

    /// The name for a lineage that is born next.
    package var nextLineage: LineageName {
        var ordinal = lineagesBorn
        while lineages[LineageName(ordinal: ordinal)] != nil { ordinal += 1 }
        return LineageName(ordinal: ordinal)
    }

    /// The value that selection goes by, which is of the same examples for every step: the whole of the split that the study names, else
    /// the score itself; `nil` where all that is known is the score on a minibatch.
    package func selectionScore(_ step: StepSummary) -> Double? {
        let split = record.study.search.select == .validation ? Split.validation : .train
        return step.splits[split.rawValue] ?? (step.isOnMinibatch ? nil : step.score)
    }

    /// Returns a step's scores by split, that of the last test of its candidate among them.
    package func splits(of step: StepSummary) -> [String: Double] {
        var splits = step.splits
        splits[Split.test.rawValue] = tests.last(of: step.step)?.evaluation?.score(objective)
        return splits
    }

    /// Returns how much better a step is than the base, as a share of its value; `nil` where they were never run on the same examples.
    package func gainOverBase(_ step: StepSummary) -> Double? {
        guard let baseline else { return nil }
        guard step.isOnMinibatch else {
            guard let score = step.score, let other = baseline.score else { return nil }
            return objective.relativeGain(of: score, over: other)
        }
        guard let score = selectionScore(step), let other = selectionScore(baseline) else { return nil }
        return objective.relativeGain(of: score, over: other)
    }

    // MARK: - Applying

    /// Folds one event in.
    package mutating func apply(_ event: Event) {
        switch event {
        case .step(let record): apply(record)
        case .reverted(let record):
            lineages[record.lineage]?.head = record.commit
            lineages[record.lineage]?.adopted = nil
            stepIndex[record.commit] = stepIndex[record.to]
            currentLineage = record.lineage
            finish = nil
        case .forked(let record):
            lineages[record.lineage] = LineageView(
                name: record.lineage, origin: record.at, knows: record.step, head: record.at)
            lineagesBorn += 1
            currentLineage = record.lineage
            finish = nil
        case .adopted(let record):
            adopt(record)
            currentLineage = record.lineage
            finish = nil
        case .branchDeleted(let record): lineages[record.lineage]?.branchDeleted = true
        case .finished(let record):
            finish = record
            spent.trials += record.commandRuns
            spent.usage = spent.usage + (record.usage ?? .none)
        case .landing(let record): openLandings[record.id] = record
        case .landed(let record): openLandings[record.id] = nil
        case .testing(let record): tests.begin(record)
        case .tested(let record): tests.end(record)
        }
    }

    private mutating func apply(_ record: StepRecord) {
        let summary = StepSummary(record, objective: objective)
        // Left alone, an array doubles: of a long run nearly half would be empty, and all of it there twice for a moment.
        if steps.count == steps.capacity { steps.reserveCapacity(steps.count + steps.count / 8 + 16) }
        steps.append(summary)
        if let candidate = record.candidate { stepIndex[candidate] = steps.count - 1 }
        if let candidate = record.candidate, let tree = record.tree, treeIndex[tree] == nil {
            treeIndex[tree] = candidate
        }
        if record.step.number > 0 {
            spent.steps += 1
            finish = nil
        }
        spent.trials += record.commandRuns
        spent.usage = spent.usage + record.usage
        spent.wallSeconds += record.wallSeconds
        guard record.verdict == .accepted, let candidate = record.candidate else {
            if lineages[record.lineage]?.adopted == record.candidate {
                lineages[record.lineage]?.adopted = nil
            }
            return
        }
        // Commits that a person added meanwhile stay the head, to be evaluated next.
        if [nil, candidate].contains(lineages[record.lineage]?.adopted) {
            lineages[record.lineage]?.head = candidate
            lineages[record.lineage]?.adopted = nil
        }
        if isSelected(summary) { best = candidate }
    }

    private mutating func adopt(_ record: AdoptRecord) {
        if lineages[record.lineage]?.adopted == nil {
            lineages[record.lineage]?.adoptedOver = record.previous
        }
        lineages[record.lineage]?.head = record.head
        lineages[record.lineage]?.adopted = record.head
    }

    /// Tells whether an accepted step becomes the best.
    ///
    /// One that beat its parent in a test beats the best where the parent was the best, whatever a drifting machine
    /// did to raw values meanwhile, if the test was on all of what selection goes by; otherwise the selection scores are compared.
    private func isSelected(_ step: StepSummary) -> Bool {
        let search = record.study.search
        if search.select == .last { return true }
        if search.accept.rule == .better, step.parent == best, step.comparison != nil,
            isComparedAsSelected(step)
        {
            return true
        }
        guard let value = selectionScore(step) else { return false }
        guard let bestStep = self.step(of: best), let bestValue = selectionScore(bestStep) else {
            return true
        }
        return objective.isBetter(value, than: bestValue)
    }

    /// Tells whether a step met its parent on all of the split that the winner is selected by.
    private func isComparedAsSelected(_ step: StepSummary) -> Bool {
        let isOnValidation = record.study.search.accept.on != .train
        guard record.study.search.select == .validation else { return !isOnValidation && !step.isOnMinibatch }
        return isOnValidation || step.splits[Split.validation.rawValue] == nil
    }
}
