import Text

/// A run's state: the fold of its events, the same for the loop, for branches and for listings.
///
/// Shares a summary a step with the other views of the run, so 10,000 steps take a megabyte or two. Applying an event costs the same at any length, but for an undo,
/// for a review that changes whether a candidate is rejected, which fold again what stands, and for a comparison at an end. Steps, what was spent and which names and trees
/// were used are never undone.
package struct RunView: Hashable, Sendable {
    package let record: RunRecord
    /// The writer by whose eyes the run is seen: whose lineage is the current one.
    package let writer: WriterID
    package internal(set) var steps = StepList()
    package internal(set) var spent = Spent()
    /// Looks at the sealed test split, in order, of all writers; a look is never undone.
    package internal(set) var tests = TestLedger()
    /// The comparisons of a winner with the base at an end, of all writers; a look is never undone.
    package internal(set) var closings: [ClosingComparison] = []
    /// What the base's numbers alone came to, the last time that was asked.
    package internal(set) var ceiling: CompareRecord?
    /// How many of them asked for a claim.
    package var closingLooks: Int { closings.count { $0.record.obstacle == nil } }
    /// The names that the run has, and had, in no order.
    package internal(set) var names: [RunName]
    /// What `resumed` events changed since the run began, the last word of each key.
    package internal(set) var changes = ResumeRecord(recordedAt: 0)
    /// What judged, and judges now, in that order: the one that the run began with, and each that took its place.
    package internal(set) var evaluators: [EvaluatorIdentity]
    /// What judges now: figures by any other are not put beside those that come.
    package var evaluator: EvaluatorIdentity { evaluators.last ?? record.evaluator }
    /// Tells whether a score is by what judged before, and stands beside none that comes.
    package func isOutdated(_ score: Score) -> Bool {
        evaluators.count > 1 && score.evaluator.map { $0 != EvaluatorTag(evaluator.id) } ?? false
    }

    /// Every choice of the run, as it was last gone on with.
    package var settings: RecordedSettings { record.settings.merging(changes.settings) }
    /// What the run may spend in all, as it was last gone on with.
    package var budget: Budget { record.study.budget.changed(by: changes.settings) }

    /// Events that a newer program wrote and this one does not know.
    package internal(set) var unknown: [UnknownRecord] = []
    var standing: Standing
    var log = EventLog()
    /// The IDs of events that count no more.
    var undone: Set<CommitID> = []
    /// The steps that count no more.
    var undoneSteps: Set<StepID> = []
    /// By candidate (and commit of a revert), the index in `steps` of the step that scored its tree.
    var stepIndex: [CommitID: Int] = [:]
    /// By tree, the index in `steps` of the first step that judged it.
    var treeIndex: [TreeID: Int] = [:]
    var lineagesBorn = 1
    /// The candidates that steps were made from although their own step had turned them down.
    var builtOnRejected: Set<CommitID> = []
    /// The candidates that were ever the best, by figures which picked them.
    var selected: Set<CommitID> = []
    /// How many clusters some examples are of, by the digest of their set, as far as that is known.
    var clusterCounts: [String: Int] = [:]
    /// The gains that were measured apart from any step; what was measured is never undone.
    var apart: [CandidatePair: MeasuredApart] = [:]
    /// By objective and candidate, how the steps from the base led to it; only where each was measured beside its parent.
    var chains: [[CommitID: GainChain]]
    /// By objective and candidate, what its runs came to that did not accept it, where steps went on with it: `compare: stored`.
    var storedFigures: [[CommitID: StoredFigure]]
    /// As `chains`, where something that was measured apart is on the way.
    var bestChains: [[CommitID: GainChain]]

    /// - Parameter writer: the clone that looks; the one that started the run where none is given.
    package init(_ record: RunRecord, seenBy writer: WriterID? = nil) {
        self.record = record
        self.writer = writer ?? record.writer
        names = [record.startedAs, record.run].compactMap { $0 }
        evaluators = [record.evaluator]
        standing = Standing(record)
        chains = record.study.objectives.map { _ in [:] }
        bestChains = chains
        storedFigures = record.study.objectives.map { _ in [:] }
    }

    package init(_ record: RunRecord, events: some Sequence<Event>) {
        self.init(record)
        for event in events { apply(event) }
    }

    package init(_ record: RunRecord, recorded: some Sequence<RecordedEvent>) {
        self.init(record)
        for entry in recorded { apply(entry) }
    }

    // MARK: - Asking

    /// How many events have been folded.
    package var eventCount: Int { log.entries.count }

    /// The ID of the last event that has been folded; `nil` before the first, and without a journal.
    package var lastEvent: CommitID? { log.entries.last?.id }

    /// Tells whether an event counts no more.
    func isUndone(_ entry: RecordedEvent) -> Bool { entry.id.map(undone.contains) ?? false }

    /// Returns the events after the first `count`, in the order in which they were folded.
    package func events(after count: Int) -> [RecordedEvent] { Array(log.entries.dropFirst(count)) }

    package var objective: Objective { record.study.objective }

    /// An objective by its place among the study's.
    package func objective(at place: Int) -> Objective {
        place == 0 ? record.study.objective : record.study.otherObjectives[place - 1]
    }

    package var lineages: [LineageName: LineageView] { standing.lineages }

    /// The lineage that the writer goes on with: that one of its own that a person reverted, forked or adopted last, whatever step was in
    /// flight; or the one that began when that had ended. A writer without one looks at that of the run's starter.
    package var currentLineage: LineageName {
        standing.current[writer] ?? standing.current[record.writer] ?? .first
    }

    /// Where the writer's search starts: the candidate that a person last had it go on from, the base until then.
    package var start: CommitID { standing.starts[writer]?.candidate ?? record.base }

    /// The steps since the search starts there, of all writers.
    package var stepsSinceStart: StepList.SubSequence { steps.dropFirst(standing.starts[writer]?.steps ?? 0) }

    /// The selected best; the base until a candidate is accepted. A rejected candidate is never it.
    package var best: CommitID { standing.best }

    /// The last end of the loop, while nothing has been stepped since and its winner is still the best.
    package var finish: Finish? {
        guard let finish = standing.finish, finish.winner == best else { return nil }
        return Finish(finish, compared: closings.last { $0.id == finish.compared }?.record)
    }

    /// Whether the loop came to its end, and nobody stopped it before.
    package var hasEnded: Bool { finish.map { $0.reason != .interrupted } ?? false }

    /// Whether the end has chosen among several heads, and nothing has been stepped since.
    package var isChosen: Bool { standing.isChosen }

    /// The best against the base, where they were compared and nothing has been stepped since.
    package var confirmation: ClosingComparison? {
        guard standing.isCompared, let last = closings.last else { return nil }
        let isOfBest = last.record.gains.first?.of == best || last.record.evaluations.last?.of == best
        return isOfBest ? last : nil
    }

    /// Whether anything was proposed after a person had a say in where the search goes on.
    ///
    /// People see all that was scored, so from then on any of it may have decided.
    package var isSteered: Bool {
        guard let first = log.entries.firstIndex(where: { $0.content.isSteering }) else { return false }
        return log.entries[first...].contains { entry in
            if case .step = entry.content { true } else { false }
        }
    }

    /// Events that a newer program wrote and this one does not know, without those that may be passed over.
    package var needed: [UnknownRecord] { unknown.filter { !$0.isOptional } }

    /// Landings that were announced and whose end was not seen, by their IDs.
    package var openLandings: [String: LandRecord] { standing.openLandings }

    /// Whether the run is on its way to the trash.
    package var isDeleted: Bool { standing.isDeleted }

    /// The step that made, or scored, a candidate.
    package func step(of candidate: CommitID) -> StepSummary? { stepIndex[candidate].map { steps[$0] } }

    /// The index in `steps` of the step that made, or scored, a candidate.
    package func index(of candidate: CommitID) -> Int? { stepIndex[candidate] }

    package func step(_ id: StepID) -> StepSummary? { steps.last { $0.step == id } }

    /// The first step of the run that made the same change as another on another parent; `nil` where none did before it, and of what is made of several
    /// candidates: to bring the change of one to another is what it is for.
    package func original(of step: StepSummary) -> StepSummary? {
        guard step.parents.others.isEmpty, let patch = step.patch,
            let first = steps.first(where: { $0.patch == patch })
        else {
            return nil
        }
        return first.step == step.step ? nil : first
    }

    /// The candidate that was judged with this tree.
    package func candidate(with tree: TreeID) -> CommitID? {
        tree == record.baseTree ? record.base : treeIndex[tree].flatMap { steps[$0].candidate }
    }

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
        (steps.last { $0.step.writer == writer }?.step.number ?? (writer == record.writer ? -1 : 0))
            .adding(clamping: 1)
    }

    /// The name for a lineage of the writer's that is born next; that of a writer other than the run's starter tells whose it is.
    package var nextLineage: LineageName { nextLineages(1)[0] }

    /// The names for the writer's next lineages, in the order in which they are born.
    package func nextLineages(_ count: Int) -> [LineageName] {
        let isStarter = writer == record.writer
        let own = lineages.values.filter { $0.owner == writer }.count
        let free = ((isStarter ? lineagesBorn : own)...).lazy.map { ordinal in
            let letters = LineageName(ordinal: ordinal)
            return isStarter ? letters : LineageName(text: "\(letters)-\(writer)") ?? letters
        }.filter { lineages[$0] == nil }
        return Array(free.prefix(count))
    }

    /// Tells whether a step's candidate is better than another by what the winner is selected by, as far as that is known of it.
    ///
    /// Where the evaluator has changed since the other was judged, what counts is how the two did beside each other.
    package func isBetter(_ step: StepSummary, than other: CommitID) -> Bool {
        guard selectionScore(step) != nil else { return false }
        guard let known = self.step(of: other), selectionScore(known) != nil else { return true }
        return isBetter(step, than: other, gaining: gain(of: step, overSelected: known, by: 0))
    }

    /// Tells the same, given what the step gained over the other by the first objective.
    func isBetter(_ step: StepSummary, than other: CommitID, gaining gain: Double) -> Bool {
        guard gain == 0, let rival = self.step(of: other) else { return gain > 0 }
        let others = record.study.otherObjectives.indices.map {
            self.gain(of: step, overSelected: rival, by: $0 + 1)
        }
        return Objective.isBetter(by: [gain] + others)
    }

    /// What a step gained over another by what selects, of runs by how the two did beside each other where that is known: what each read at its own time has in
    /// it what the machine did meanwhile. So it is where another evaluator has come since; 0 where that is not known.
    private func gain(of step: StepSummary, overSelected other: StepSummary, by place: Int) -> Double {
        if record.study.examples == nil, let known = searchGain(of: step, over: other, by: place),
            known.isBeside || known.source == .chained, !known.comparison.unit.isOfExamples
        {
            return known.estimate
        }
        if let own = selectionScore(step, by: place), let its = selectionScore(other, by: place),
            let gain = objective(at: place).gain(of: own, over: its)
        {
            return gain
        }
        return other.candidate.flatMap { gain(of: step, over: $0, by: place)?.estimate } ?? 0
    }

    /// The score that selection goes by, which is of the same examples for every step: that on the whole of the split that the study names;
    /// `nil` where that was not run.
    package func selectionScore(_ step: StepSummary) -> Score? { selectionScore(step, by: 0) }

    /// The same by any of the study's objectives.
    package func selectionScore(_ step: StepSummary, by place: Int) -> Score? {
        let split = record.study.search.selectingSplit
        return place == 0 ? step.score(on: split) : step.figures(by: place).score(on: split)
    }
}
