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

    /// Runs of the evaluator's command that a step takes at least, and a race at the most; with minibatches the parent's before something is proposed
    /// are counted in.
    var trialsAStep: Int {
        if examples.train.isEmpty, let race = PairRace(study) { return 2 * race.pairs }
        let isBeside = !study.evaluator.deterministic && study.evaluator.measure.compare == .interleaved
        let first = examples.minibatch(for: StepID(number: 1, writer: writer))
        let isPart = first.count < examples.train.count && study.search.select != .train
        let before = isPart ? (isBeside ? 1 : study.repeats) : 0
        return before + study.repeats * (isBeside ? 2 : 1) + (study.goesOnWithParents ? 1 : 0)
    }

    func nextStep(in view: RunView) -> StepID {
        StepID(number: max(1, view.nextStep(of: writer)), writer: writer)
    }
}
