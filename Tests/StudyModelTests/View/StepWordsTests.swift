import StudyModel
import Testing

/// How a step is told of, wherever it is listed.
struct StepWordsTests {
    private typealias E = Examples

    private func view(
        _ steps: [StepRecord], _ change: (inout Study) -> Void = { _ in }
    ) -> RunView {
        var record = E.run()
        change(&record.study)
        return RunView(record, events: steps.map(Event.step))
    }

    @Test func `a candidate is on the lineage that begins with it, whatever its turn was of`() throws {
        let b = LineageName(text: "b")!
        var born = E.step(1, score: 40, .accepted)
        born.moves = [LineageMove(b, .born(at: E.commit(1)))]
        var advanced = E.step(2, from: 1, score: 30, .accepted)
        advanced.moves = [LineageMove(b, .advanced(to: E.commit(2))), LineageMove(.first, .ended(why: ""))]
        var beside = E.step(3, from: 1, score: 30, .accepted)
        beside.moves = [LineageMove(b, .born(at: E.commit(1)))]
        let view = view([E.step(0, score: 50, .accepted), born, advanced, beside])
        #expect(view.steps.map(\.lineage) == [.first, b, b, .first])
        #expect(view.steps.allSatisfy { $0.turnLineage == .first })
    }

    @Test func `where a rule takes whatever has a score, that is not called accepted`() {
        let steps = [
            E.step(0, score: 50, .accepted), E.step(1, score: 60, .accepted), E.step(2, score: 60, .rejected),
            E.step(3, score: nil, .rejected),
        ]
        var undecided = E.step(4, score: 60, .rejected)
        undecided.verdict = nil
        func words(_ rule: AcceptanceSettings.Rule) -> [String] {
            let view = self.view(steps + [undecided]) { $0.search.accept.rule = rule }
            return view.steps.map { Naming.standing($0, in: view) }
        }
        #expect(words(.better) == ["base", "accepted", "rejected", "crashed", "undecided"])
        #expect(words(.always) == ["base", "scored", "rejected", "crashed", "undecided"])
        let view = self.view([steps[0]]) { $0.search.accept.rule = .always }
        #expect(steps[1].words(as: "step", in: view).hasPrefix("step 1: scored, "))
    }

    @Test func `lineages that ended alike are told together`() {
        let names = (0..<20).map(LineageName.init(ordinal:))
        var born = E.step(1, score: 40, .accepted)
        born.moves = names.map { LineageMove($0, .born(at: E.commit(1))) }
        var ended = E.step(2, from: 1, score: 30, .accepted)
        ended.moves =
            names.dropFirst().map { LineageMove($0, .ended(why: $0.text == "c" ? "late" : "few")) }
        let view = self.view([E.step(0, score: 50, .accepted), born, ended])
        #expect(
            Naming.ends(in: view) == [
                "lineages b, d, e, f, g, h, i, j, k, l, m, n and 6 more ended: few", "lineage c ended: late",
            ])
    }

    @Test func `a part of validation is named so, and is not told beside all of it`() throws {
        func recorded(_ score: Double, _ split: Split, used: Int, of all: Int) -> RecordedEvaluation {
            RecordedEvaluation(
                of: E.commit(1), evaluator: "sha256:00",
                sample: Sample(
                    split: split, examples: ExampleSet((0..<used).map { "\(split)\($0)" }, of: all)),
                E.evaluation(score))
        }
        func words(_ evaluations: [RecordedEvaluation]) -> String? {
            var step = E.step(1, score: 1, .rejected)
            step.evaluations = evaluations
            let view = view([step]) { $0.examples = ExampleSettings(file: "cases.jsonl") }
            return Naming.scores(view.steps[0], in: view)
        }
        let part = recorded(0.5, .validation, used: 6, of: 8)
        #expect(words([part]) == "validation 0.5 on 6")
        #expect(words([part, recorded(0.4, .validation, used: 8, of: 8)]) == "validation 0.4")
        #expect(
            words([recorded(0.3, .train, used: 2, of: 9), part, recorded(0.4, .validation, used: 8, of: 8)])
                == "minibatch 0.3 on 2 · validation 0.4")
    }

    @Test func `further objectives stand beside the first`() throws {
        var step = E.step(1, score: 40, .accepted)
        step.evaluations[0].evaluation.metrics["size"] = MetricSummary(
            value: 7, direction: .minimize, n: 1, sd: nil)
        var base = E.step(0, score: 50, .accepted)
        base.evaluations[0].evaluation.metrics["size"] = MetricSummary(
            value: 10, direction: .minimize, n: 1, sd: nil)
        let view = view([base, step]) {
            $0.otherObjectives = [Objective(metric: "size", direction: .minimize)]
        }
        #expect(
            view.steps.map { Naming.withOthers("x", of: $0, in: view) } == [
                "score x · size 10", "score x · size 7 (+30.0% at acceptance)",
            ])
    }

    @Test func `why a step was turned down is said where no comparison says it`() throws {
        let compared = E.step(
            2, score: 60, .rejected, comparison: Comparison(test: "exact", gain: -10, n: 1, reference: 50))
        let view = view([
            E.step(0, score: 50, .accepted), E.step(1, score: 40, .rejected), compared,
            E.step(3, score: nil, .rejected),
        ])
        #expect(view.steps.map(Naming.objection) == [nil, "because", nil, nil])
    }

    @Test func `of a long run the ends, the best's line and where lineages began are its outline`() {
        let b = LineageName(text: "b")!
        let steps = (0...90).map { number in
            var step = E.step(
                number, from: number == 60 ? 30 : number == 30 ? 20 : 0, score: number == 60 ? 1 : 50,
                [0, 30, 60].contains(number) ? .accepted : .rejected)
            if number == 40 { step.moves = [LineageMove(b, .born(at: E.commit(40)))] }
            return step
        }
        let outline = RunOutline(view(steps))
        #expect(outline.kept == Array(0...5) + [20, 30, 40, 60] + Array(76...90))
        #expect(outline.leftOut == 91 - outline.kept.count)
        #expect(RunOutline(view(steps), .full).leftOut == 0)
        #expect(RunOutline(view(Array(steps.prefix(51)))).leftOut == 0)
    }

    @Test(arguments: [
        (0.0, 9.0, "9 score worse", "9 score worse than base", "-9 score"),
        (0, -4, "4 score better", "4 score better than base", "+4 score"),
        (0, 0, "equal", "equal to base", "0 score"), (10, 12, "-20.0%", "-20.0% over base", "-20.0%"),
    ])
    func `of what is better for being less no signed number is told but percent`(
        base: Double, value: Double, short: String, over: String, gained: String
    ) {
        let gain = KnownGain(
            Comparison(test: "exact", gain: base - value, n: 1, reference: base), source: .stored,
            confidence: 0.95, on: nil, value: value, objective: Objective(direction: .minimize))
        #expect(gain.short == short && gain.short(over: "base") == over && gain.gained == gained)
    }

    @Test func `an interval of what is better for being less says on which side each end is`() {
        let gain = KnownGain(
            Comparison(test: "exact", gain: 4, low: -1, high: 6, n: 9, reference: 0), source: .paired,
            confidence: 0.95, on: nil, value: 1,
            objective: Objective(metric: "wrong", direction: .minimize))
        #expect(gain.text == "4 wrong better [1 worse to 6 better]")
        #expect(gain.gainedText == "+4 wrong [-1 to +6]")
    }

    @Test func `repeats are no further examples, and a metric of other trials says how many it has`() {
        let metric = { MetricSummary(value: 0.5, direction: nil, n: $0, sd: 0.1) }
        let sample = { (repeats: Int) in
            Sample(examples: ExampleSet((0..<60).map(String.init), of: 60), repeats: repeats)
        }
        #expect(Naming.words(metric(120), on: sample(2)) == "0.5 (train, 60 examples, 2 runs each)")
        #expect(Naming.words(metric(60), on: sample(1)) == "0.5 (train, n = 60, sd 0.1)")
        #expect(Naming.words(metric(119), on: sample(2)) == "0.5 (train, n = 119, sd 0.1)")
        #expect(Naming.words(metric(5), on: Sample(repeats: 5)) == "0.5 (n = 5, sd 0.1)")
    }

    @Test func `a candidate's gains over base and parent are told by every objective`() throws {
        func sized(_ step: StepRecord, _ size: Double) -> StepRecord {
            var step = step
            step.evaluations[0].evaluation.metrics["size"] = MetricSummary(
                value: size, direction: .minimize, n: 1, sd: nil)
            return step
        }
        let view = view([
            sized(E.step(0, score: 50, .accepted), 10), sized(E.step(1, score: 40, .accepted), 8),
            sized(E.step(2, from: 1, score: 30, .accepted), 6),
        ]) { $0.otherObjectives = [Objective(metric: "size", direction: .minimize)] }
        let told = view.gainsTold(of: view.steps[2])
        #expect(told.map(\.other) == ["base", "base", "parent", "parent"])
        #expect(told.map(\.metric) == [nil, "size", nil, "size"])
        #expect(told.map(\.gain.gain.estimate) == [20, 4, 10, 2])
        #expect(view.gainsTold(of: view.steps[1]).map(\.other) == ["base", "base"])
    }
}
