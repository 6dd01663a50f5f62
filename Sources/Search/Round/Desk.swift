import StudyModel

/// What a loop looks up again and again, fetched once.
struct Desk {
    /// As it was begun, but for the evaluator.
    let record: RunRecord
    let writer: WriterID
    let examples: StudyExamples
    let pauses: Pauses
    let judge: CandidateJudge
    let evidence: EvidenceBuilder

    /// - Parameter evaluator: what judges now.
    init(
        loop: LearningLoop, record: RunRecord, evaluator: EvaluatorIdentity, writer: WriterID,
        stop: StopRequest
    ) {
        var record = record
        record.evaluator = evaluator
        self.record = record
        self.writer = writer
        examples = StudyExamples(loop.allExamples, study: record.study)
        pauses = Pauses(clock: loop.clock, date: loop.date, observer: loop.observer, stop: stop)
        judge = CandidateJudge(
            store: loop.store,
            evaluator: PatientEvaluator(
                evaluator: loop.evaluator, store: loop.store, writer: writer, record: record,
                examples: examples, pauses: pauses),
            record: record, examples: examples, parents: loop.parents, reported: loop.reported)
        evidence = EvidenceBuilder(store: loop.store, study: record.study, examples: examples)
    }

    var study: Study { record.study }

    var trialsAStep: Int { study.trialsAStep(train: examples.train.count) }

    func nextStep(in view: RunView) -> StepID {
        StepID(number: max(1, view.nextStep(of: writer)), writer: writer)
    }
}

extension Study {
    /// Runs of the evaluator's command that a step takes at least, and a race at the most; with minibatches the parent's before something is proposed
    /// are counted in.
    ///
    /// - Parameter count: examples of train.
    package func trialsAStep(train count: Int) -> Int {
        if count == 0, let race = PairRace(self) { return 2 * race.pairs }
        let isBeside = !evaluator.deterministic && evaluator.measure.compare == .interleaved
        let isPart = min(batch.size ?? count, count) < count && search.select != .train
        let before = isPart ? (isBeside ? 1 : repeats) : 0
        return before + repeats * (isBeside ? 2 : 1) + furtherRunsAStep
    }
}
