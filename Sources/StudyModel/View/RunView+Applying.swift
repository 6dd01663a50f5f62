import Text

extension RunView {
    /// Folds one event in; `id` is the journal commit that holds it, by which a later event may undo it.
    package mutating func apply(_ event: Event, id: CommitID? = nil) {
        apply(RecordedEvent(id: id, event: event, objectives: record.study.objectives))
    }

    /// Folds one event in.
    package mutating func apply(_ entry: RecordedEvent) {
        log.add(entry)
        defer { if best != record.base { selected.insert(best) } }
        switch entry.content {
        case .step(let step):
            steps.append(entry.content)
            note(step)
            settle(step)
        case .event(let event) where event.takenBack != nil: foldAgain()
        case .event(.reviewed(let record)):
            if standing.add(Review(id: entry.id, record: record)) { foldAgain() }
        case .event(let event):
            note(event, id: entry.id)
            settle(event, id: entry.id)
            if let review = event.review { _ = standing.add(Review(id: entry.id, record: review)) }
        }
    }

    /// Folds everything that stands from the beginning: for what changes the past.
    mutating func foldAgain() {
        undone = log.undone
        undoneSteps = []
        standing = Standing(record)
        for (id, event) in log.others where !isUndone(id) {
            if let review = event.review { _ = standing.add(Review(id: id, record: review)) }
        }
        for entry in log.entries {
            switch entry.content {
            case .step(let step) where isUndone(entry.id):
                undoneSteps.insert(step.step)
                standing.steps += 1
            case .step(let step): settle(step)
            case .event(let event): if !isUndone(entry.id) { settle(event, id: entry.id) }
            }
        }
        // A landing that was done is not open, whatever was undone since.
        for (_, event) in log.others { close(event) }
    }

    private mutating func close(_ event: Event) {
        switch event {
        case .landed(let record): standing.openLandings[record.id] = nil
        default:
            if let landing = event.takenBack?.landing { standing.openLandings[landing] = nil }
        }
    }

    private func isUndone(_ id: CommitID?) -> Bool { id.map(undone.contains) ?? false }

    // MARK: - What is never undone

    private mutating func note(_ step: StepSummary) {
        if let candidate = step.candidate { stepIndex[candidate] = steps.count - 1 }
        noteGain(step)
        for parent in step.parents.all
        where step.step.number > 0 && self.step(of: parent)?.verdict == .rejected {
            builtOnRejected.insert(parent)
        }
        // What nothing could be said of may come again.
        if step.candidate != nil, step.outcome != .unmeasured, let tree = step.tree, treeIndex[tree] == nil {
            treeIndex[tree] = steps.count - 1
        }
        for case .born in step.moves.lazy.map(\.change) { lineagesBorn += 1 }
        spent.add(step)
    }

    private mutating func note(_ event: Event, id: CommitID?) {
        switch event {
        case .reverted(let record): stepIndex[record.commit] = stepIndex[record.to]
        case .forked: lineagesBorn += 1
        case .compared(let record):
            noteGains(record)
            spend(record.commandRuns, record.usage)
            if record.purpose == .confirmation {
                closings.append(ClosingComparison(id: id, record: record, steps: steps.count))
            }
            if record.purpose == .ceiling { ceiling = record }
        case .finished(let record): spend(record.commandRuns, record.usage)
        case .testing(let record): tests.begin(record)
        case .tested(let record): tests.end(record)
        case .renamed(let record): names += [record.from, record.to].filter { !names.contains($0) }
        case .resumed(let record):
            changes.add(record)
            if let evaluator = record.evaluator { evaluators.append(evaluator) }
        case .evaluatorChanged(let record): evaluators.append(record.evaluator)
        case .unknown(let record): unknown.append(record)
        default: break
        }
    }

    private mutating func spend(_ trials: Int, _ usage: Usage) {
        spent.trials = spent.trials.adding(clamping: trials)
        spent.usage = spent.usage + usage
    }

    // MARK: - What stands

    private mutating func settle(_ event: Event, id: CommitID?) {
        switch event {
        case .reverted(let record):
            standing.lineages[record.lineage]?.head = record.commit
            standing.lineages[record.lineage]?.adopted = nil
            goOn(with: record.lineage, from: record.commit)
        case .forked(let record):
            bear(record.lineage, of: record.writer, at: record.from, knowing: record.knows)
            goOn(with: record.lineage, from: record.from)
        case .adopted(let record):
            adopt(record)
            goOn(with: record.lineage, from: record.head)
        case .branchDeleted(let record): standing.lineages[record.lineage]?.branchDeleted = true
        case .lineage(let record): settle(record)
        case .compared(let record) where record.purpose == .confirmation: standing.isCompared = true
        case .compared(let record) where record.purpose == .choice:
            standing.isChosen = true
            if let winner = record.winner, !isRejected(winner) { standing.best = winner }
        case .finished(let record): standing.finish = record
        // What ended by another evaluator's figures has not ended by those of this one.
        case .evaluatorChanged: standing.goOn()
        case .landing(let record): standing.openLandings[record.id] = record
        case .landed: close(event)
        case .deleted: standing.isDeleted = true
        default: break
        }
    }

    private mutating func settle(_ record: LineageRecord) {
        switch record.change {
        case .ended: standing.lineages[record.lineage]?.ended = record.why ?? ""
        case .born where lineages[record.lineage] == nil:
            bear(
                record.lineage, of: self.record.writer, at: record.candidate ?? self.record.base,
                knowing: nil)
        default: break
        }
    }

    /// Takes in that a person has the search go on with a lineage, from its head of now.
    private mutating func goOn(with lineage: LineageName, from start: CommitID) {
        standing.lineages[lineage]?.ended = nil
        if let owner = standing.lineages[lineage]?.owner {
            standing.current[owner] = lineage
            standing.starts[owner] = Standing.Start(candidate: start, steps: standing.steps)
        }
        standing.goOn()
    }

    private mutating func bear(
        _ lineage: LineageName, of owner: WriterID, at origin: CommitID, knowing step: StepID?
    ) {
        standing.lineages[lineage] = LineageView(
            name: lineage, owner: owner, origin: origin, knows: step, head: origin)
        let current = standing.current[owner].flatMap { standing.lineages[$0] }
        if current?.ended != nil { standing.current[owner] = lineage }
    }

    private mutating func adopt(_ record: AdoptRecord) {
        if standing.lineages[record.lineage]?.adopted == nil {
            standing.lineages[record.lineage]?.adoptedOver = record.previous
        }
        standing.lineages[record.lineage]?.head = record.head
        standing.lineages[record.lineage]?.adopted = record.head
    }

    private mutating func settle(_ step: StepSummary) {
        standing.steps += 1
        if step.step.number > 0 { standing.goOn() }
        for move in step.moves { make(move, of: step.step.writer) }
        guard let candidate = step.candidate, let lineage = lineages[step.turnLineage] else { return }
        if lineage.adopted == candidate { standing.lineages[step.turnLineage]?.adopted = nil }
        guard step.verdict == .accepted, !isRejected(candidate), isSelected(step) else { return }
        standing.best = candidate
    }

    private mutating func make(_ move: LineageMove, of writer: WriterID) {
        switch move.change {
        case .born(let origin):
            bear(move.lineage, of: writer, at: origin, knowing: step(of: origin)?.step)
        case .advanced(let head):
            // Commits that a person added meanwhile stay the head, to be evaluated next.
            guard let lineage = lineages[move.lineage], [nil, head].contains(lineage.adopted) else { return }
            standing.lineages[move.lineage]?.head = head
        case .ended(let why): standing.lineages[move.lineage]?.ended = why
        }
    }

    /// Tells whether an accepted step becomes the best.
    ///
    /// What a program reported and nobody measured never does. One that was compared with the best beats it where it gained, by a test or over runs, whatever a
    /// drifting machine did to raw values meanwhile, if that was on all of what selection goes by; otherwise the selection scores are compared.
    private func isSelected(_ step: StepSummary) -> Bool {
        let search = record.study.search
        guard !step.isReported else { return false }
        if search.select == .last { return true }
        if let gain = step.gain, gain.over == best, isComparedAsSelected(step),
            search.accept.rule == .better || !gain.comparison.unit.isOfExamples
        {
            return isBetter(step, than: best, gaining: gain.comparison.gain)
        }
        return isBetter(step, than: best)
    }

    /// Tells whether a step met its parent on all of the split that the winner is selected by.
    private func isComparedAsSelected(_ step: StepSummary) -> Bool {
        let isOnValidation = record.study.search.accept.on != .train
        guard record.study.search.select == .validation else { return !isOnValidation && !step.isOnMinibatch }
        return isOnValidation || step.score(on: .validation) == nil
    }
}
