import StudyModel

/// All that the loop goes by: the run's view, and the counters and memories beside it.
///
/// The fold of the run's events and of nothing else, so that a resumed loop is where it was. An event costs the same at any length
/// of the run, but for the birth of a lineage, which looks once at the steps of before.
struct LoopState {
    private(set) var view: RunView
    /// Steps without a score, in a row.
    private(set) var unscored = 0
    /// Steps that nothing could be said of by no fault of theirs, in a row.
    private(set) var unmeasured = 0
    /// Steps without a new best since the last one.
    private(set) var stepsSinceBest = 0
    /// Proposals since the run began, or since a person last decided where it goes on.
    private var proposals = 0
    /// Lineages with commits of a person that wait to be evaluated, in the order they came.
    private(set) var adopted: [LineageName] = []
    /// The round that the last step belongs to.
    private(set) var round: Round?
    private var memories: [LineageName: Memory]
    /// What each kind of edit has brought in the run, whatever lineage it was tried on.
    private var edits: [String: EditRecord] = [:]
    /// What the writer's steps tried since the search started where it does.
    private var tries: [EditTry] = []
    /// What each model has brought in each form of edit.
    private var arms = ArmHistory()
    private let strategy: any Strategy
    /// By candidate, what it has on single examples, where the strategy goes by that.
    private var examples: [CommitID: [String: Double]] = [:]

    /// Steps proposed from one state, as far as that state still matters.
    struct Round: Sendable {
        /// A turn, with what its lineage remembered, and what edits and models had brought, when the round began.
        struct Planned: Sendable {
            let turn: Turn
            let memory: Memory
            let edits: [String: EditRecord]
            let tries: [EditTry]
            let arms: ArmHistory
            /// The merges that are taken instead.
            let rather: [Planned]
        }

        let first: StepID
        let turns: [Planned]
        /// What the run had spent when it began.
        let spent: Spent
        /// How many of its steps are recorded.
        var recorded = 0
    }

    /// - Parameter writer: the one that steps; the counters are those of its own steps.
    init(_ record: RunRecord, strategy: any Strategy, writer: WriterID? = nil) {
        view = RunView(record, seenBy: writer)
        self.strategy = strategy
        memories = [.first: Memory(of: .first, in: record)]
    }

    /// What a strategy may go by.
    var search: SearchState {
        SearchState(
            view: view, steps: proposals, stepsSinceBest: stepsSinceBest, examples: examples)
    }

    /// The step of which the strategy asks what its candidate has on single examples, before it is taken in.
    func asksFor(_ entry: RecordedEvent) -> StepID? {
        guard strategy.goesByExamples, case .step(let step) = entry.content, step.verdict == .accepted,
            let candidate = step.candidate, examples[candidate] == nil
        else { return nil }
        return step.step
    }

    /// Takes in what a step's candidate has on single examples, where the strategy goes by that.
    mutating func learn(_ record: StepRecord) {
        guard strategy.goesByExamples, let candidate = record.candidate else { return }
        examples[candidate] = record.selectionValues(in: view.record.study)
    }

    /// The round that begins with a step, from this state: what mends failures of the last one comes first.
    func makeRound(at first: StepID) -> Round {
        let (search, size) = (search, view.record.study.search.round)
        var turns = Array(search.mending.prefix(size))
        if turns.count < size {
            turns += strategy.plan(
                size - turns.count, from: search, seed: view.record.seed(for: first, purpose: "strategy"))
        }
        return Round(first: first, turns: turns.map(prepare), spent: view.spent)
    }

    private func prepare(_ turn: Turn) -> Round.Planned {
        let memory = memories[turn.lineage] ?? makeMemory(of: turn.lineage, at: turn.parents.first)
        return Round.Planned(
            turn: turn, memory: memory, edits: edits, tries: tries, arms: arms,
            rather: turn.rather.map(prepare))
    }

    mutating func apply(_ entry: RecordedEvent) {
        let start = view.start
        defer { if view.start != start { tries = [] } }
        switch entry.content {
        case .step(let step): apply(step, entry)
        case .event(.forked(let fork)):
            view.apply(entry)
            memories[fork.lineage] = makeMemory(of: fork.lineage, until: fork.knows, isForked: true)
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
        for move in step.moves {
            guard case .born(let origin) = move.change else { continue }
            memories[move.lineage] = makeMemory(of: move.lineage, at: origin)
        }
        guard step.step.number > 0 else { return }
        // Nobody learns from what was no proposal's doing.
        if step.outcome != .unmeasured {
            let gained = memories[step.turnLineage]?.add(step, at: view.steps.count - 1, in: view) ?? false
            if let edit = step.edit { edits[edit, default: EditRecord()].add(step, gained: gained) }
            if step.calls != nil { addToArms(step) }
        }
        adopted.removeAll { view.lineages[$0]?.adopted == nil }
        guard isOwn else { return }
        if step.outcome == .unmeasured {
            unmeasured += 1
        } else {
            unmeasured = 0
            count(step, isBest: view.best != best)
        }
        if step.proposer != Person.name { proposals += 1 }
        if let edit = step.edit, step.outcome != .unmeasured {
            tries.append(EditTry(edit: edit, gain: view.gainSinceStart(step)))
        }
        round?.recorded += 1
    }

    private mutating func addToArms(_ step: StepSummary) {
        // By what a proposer may be told of: which of them is asked decides what comes to be, which what selects has no part in.
        let parent = view.step(of: step.parent).flatMap(view.gainSinceStart)
        arms.add(step, gain: step.verdict == .accepted ? view.gainSinceStart(step) : nil, parent: parent ?? 0)
    }

    private mutating func count(_ step: StepSummary, isBest: Bool) {
        unscored = step.outcome == .scored ? 0 : unscored + 1
        stepsSinceBest = isBest ? 0 : stepsSinceBest + 1
    }

    /// Makes the round of a step that is about to be applied the current one; a round of one step is over with it.
    private mutating func enterRound(of step: StepSummary) {
        let first = StepID(number: step.round, writer: step.step.writer)
        guard round?.first != first else { return }
        let isProposed = step.step.number > 0 && step.proposer != Person.name
        let isWide = view.record.study.search.round > 1
        round = first == step.step && isProposed && isWide ? makeRound(at: first) : nil
    }

    private func isOwn(_ lineage: LineageName) -> Bool { view.lineages[lineage]?.owner == view.writer }

    private mutating func startAfresh(on lineage: LineageName) {
        if isOwn(lineage) { startAfresh() }
    }

    /// Lets what a person did count as a new start: patience and failures are counted from here.
    private mutating func startAfresh() {
        round = nil
        (unscored, unmeasured, stepsSinceBest, proposals) = (0, 0, 0, 0)
    }

    /// What a lineage that begins at a candidate knows.
    private func makeMemory(of lineage: LineageName, at origin: CommitID) -> Memory {
        makeMemory(of: lineage, until: view.step(of: origin)?.step)
    }

    /// What a lineage knows that is born of what was known at a step.
    private func makeMemory(of lineage: LineageName, until step: StepID?, isForked: Bool = false) -> Memory {
        guard let last = view.steps.lastIndex(where: { $0.step == step }),
            let parent = memories[view.steps[last].turnLineage]
        else { return Memory(of: lineage, in: view.record, last: isForked ? -1 : nil) }
        return Memory(of: lineage, from: parent, until: last, isForked: isForked, in: view)
    }
}

extension EditRecord {
    fileprivate mutating func add(_ step: StepSummary, gained isGain: Bool) {
        tried += 1
        if step.outcome == .scored { scored += 1 }
        if isGain { gained += 1 }
    }
}
