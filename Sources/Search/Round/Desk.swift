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

    var mostTrialsAStep: Int {
        study.mostTrialsAStep(train: examples.train.count, validation: examples.validation.count)
    }

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
        if count == 0, let race = PairRace(self) { return 2 * (race.pairs + evaluator.warmup) }
        let isBeside = !evaluator.deterministic && evaluator.measure.compare == .interleaved
        let isPart = min(batch.size ?? count, count) < count && search.select != .train
        let before = isPart ? (isBeside ? 1 : repeats) + evaluator.warmup : 0
        return before + (repeats + evaluator.warmup) * (isBeside ? 2 : 1) + furtherRunsAStep
    }

    /// Runs of the evaluator's command that a step takes at the most, but for those that fail by no fault of a candidate: with what an accepted one is measured on
    /// beyond its minibatch, and the parent's further runs.
    ///
    /// - Parameters:
    ///   - count: examples of train.
    ///   - validation: examples of validation.
    package func mostTrialsAStep(train count: Int, validation: Int) -> Int {
        let isBeside = !evaluator.deterministic && evaluator.measure.compare == .interleaved
        let further = goesOnWithParents ? repeats + evaluator.warmup : 0
        let first = trialsAStep(train: count) - furtherRunsAStep + further
        guard examples != nil else { return first }
        let decides = search.accept.on != .train && validation > 0
        let isSelected = search.select == .validation && validation > 0
        let once = repeats + evaluator.warmup
        let second = decides ? once * (isBeside ? 2 : 1) + further : isSelected ? once : 0
        let isPart = min(batch.size ?? count, count) < count
        return first + second + (isPart && search.select == .train ? once : 0)
    }
}
