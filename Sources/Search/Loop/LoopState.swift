import StudyModel

/// All that the loop goes by: the run's view, and the counters and memories beside it.
///
/// The fold of the run's events and of nothing else, so that a resumed loop is where it was. An event costs the same at any length
/// of the run, but for a fork, which looks once at the steps of before its birth.
struct LoopState {
    private(set) var view: RunView
    /// Steps without an accepted candidate since the last one.
    private(set) var sinceAccepted = 0
    /// Steps without a score, in a row.
    private(set) var unscored = 0
    private(set) var stepsSinceBest = 0
    /// Lineages with commits of a person that wait to be evaluated, in the order they came.
    private(set) var adopted: [LineageName] = []
    /// The round that the last step belongs to.
    private(set) var round: Round?
    private var memories: [LineageName: Memory]
    private let strategy: any Strategy

    /// Steps proposed from one state, as far as that state still matters.
    struct Round {
        let first: StepID
        let lineage: LineageName
        /// The parents of its steps, in order.
        let parents: [CommitID]
        let memory: Memory
        /// What the run had spent when it began.
        let spent: Usage
        /// What became of the steps that are recorded.
        var recorded: [Verdict?] = []
    }

    /// - Parameter writer: the one that steps; the counters are those of its own steps.
    init(_ record: RunRecord, strategy: any Strategy, writer: WriterID? = nil) {
        view = RunView(record, seenBy: writer)
        self.strategy = strategy
        memories = [.first: Memory(of: .first, in: record)]
    }

    /// The memory of the lineage that the loop goes on with.
    var memory: Memory {
        memories[view.currentLineage]
            ?? Memory(of: view.currentLineage, in: view.record)
    }

    /// The round that begins with a step, from this state.
    func makeRound(at first: StepID) -> Round {
        let state = SearchState(view: view, stepsSinceBest: stepsSinceBest)
        let parents = strategy.parents(
            count: view.record.study.search.round, in: state,
            seed: view.record.seed(for: first, purpose: "parents"))
        return Round(
            first: first, lineage: view.currentLineage, parents: parents, memory: memory,
            spent: view.spent.usage)
    }

    mutating func apply(_ entry: RecordedEvent) {
        switch entry.content {
        case .step(let step): apply(step, entry)
        case .event(.forked(let fork)):
            view.apply(entry)
            bear(fork)
            startAfresh(on: fork.lineage)
        case .event(.adopted(let record)):
            view.apply(entry)
            adopted.removeAll { $0 == record.lineage }
            if isOwn(record.lineage) { adopted.append(record.lineage) }
            startAfresh(on: record.lineage)
        case .event(.reverted(let record)):
            view.apply(entry)
            startAfresh(on: record.lineage)
        case .event(.reviewed): changePast(by: entry)
        case .event(let event) where event.takenBack != nil: changePast(by: entry)
        case .event: view.apply(entry)
        }
    }

    /// Takes in what may change what stands: rejections and undoing.
    private mutating func changePast(by entry: RecordedEvent) {
        let before = view
        view.apply(entry)
        guard !view.stands(as: before) else { return }
        adopted = adopted.filter { view.lineages[$0]?.adopted != nil }
        let waiting = view.lineages.values.filter { $0.adopted != nil && $0.owner == view.writer }.map(\.name)
            .sorted()
        adopted += waiting.filter { !adopted.contains($0) }
        for name in memories.keys { memories[name]?.chooseBest(in: view) }
        startAfresh()
    }

    private mutating func apply(_ step: StepSummary, _ entry: RecordedEvent) {
        let isOwn = step.step.writer == view.writer
        if isOwn { enterRound(of: step) }
        let best = view.best
        view.apply(entry)
        guard step.step.number > 0 else { return }
        memories[step.lineage]?.add(step, at: view.steps.count - 1, isBest: view.best == step.candidate)
        adopted.removeAll { view.lineages[$0]?.adopted == nil }
        guard isOwn else { return }
        sinceAccepted = step.verdict == .accepted ? 0 : sinceAccepted + 1
        unscored = step.outcome == .scored ? 0 : unscored + 1
        stepsSinceBest = view.best == best ? stepsSinceBest + 1 : 0
        round?.recorded.append(step.verdict)
    }

    /// Makes the round of a step that is about to be applied the current one.
    private mutating func enterRound(of step: StepSummary) {
        let first = StepID(number: step.round, writer: step.step.writer)
        guard round?.first != first else { return }
        let isProposed = step.step.number > 0 && step.proposer != Person.name
        round = first == step.step && isProposed ? makeRound(at: first) : nil
    }

    private func isOwn(_ lineage: LineageName) -> Bool { view.lineages[lineage]?.owner == view.writer }

    private mutating func startAfresh(on lineage: LineageName) {
        if isOwn(lineage) { startAfresh() }
    }

    /// Lets what a person did count as a new start: patience and failures are counted from here.
    private mutating func startAfresh() {
        round = nil
        (sinceAccepted, unscored, stepsSinceBest) = (0, 0, 0)
    }

    private mutating func bear(_ fork: ForkRecord) {
        guard let last = view.steps.lastIndex(where: { $0.step == fork.knows }),
            let parent = memories[view.steps[last].lineage]
        else { return }
        memories[fork.lineage] = Memory(of: fork.lineage, from: parent, until: last, in: view)
    }
}
