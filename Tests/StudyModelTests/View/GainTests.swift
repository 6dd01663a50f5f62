import StudyModel
import Testing

/// What a run says of the gain of one candidate over another.
struct GainTests {
    private typealias E = Examples

    /// A run of interleaved timings on a machine that drifts: each step gains 10 %, and a fresh reading of everything is lower.
    private static let drifting = [
        event(1, from: 0, score: 36, gain: 4, over: 40), event(2, from: 1, score: 18, gain: 2, over: 20),
        event(3, from: 2, score: 9, gain: 1, over: 10),
    ]

    private static func event(_ number: Int, from parent: Int, score: Double, gain: Double, over: Double)
        -> Event
    {
        var step = E.step(number, from: parent, score: score, .accepted)
        step.evaluations[0].sample.sitting = "\(number).1"
        step.gains = [
            RecordedGain(
                of: E.commit(number), over: E.commit(parent), source: .paired, sitting: "\(number).1",
                metric: "score",
                comparison: Comparison(test: "signed-rank", gain: gain, n: 5, unit: .pair, reference: over),
                confidence: 0.95)
        ]
        return .step(step)
    }

    private func view(_ events: [Event], _ study: (inout Study) -> Void = { _ in }) -> RunView {
        var record = E.run()
        study(&record.study)
        return RunView(record, events: [.step(E.step(0, score: 50, .accepted))] + events)
    }

    private func confirmation(of number: Int, gain: Double, over: Double, confirmed: Bool = true) -> Event {
        let of = E.commit(number)
        let sitting = [(E.commit(0), over), (of, over - gain)].map {
            E.recorded(E.evaluation($0.1), of: $0.0, on: .train)
        }
        let comparison = Comparison(
            test: "signed-rank", gain: gain, low: 0.5, high: 3, p: 0.01, n: 20, unit: .pair, reference: over)
        return .compared(
            CompareRecord(
                purpose: .confirmation, confirmed: confirmed, evaluations: sitting,
                gains: [
                    RecordedGain(
                        of: of, over: E.commit(0), source: .confirmed, sitting: "end.3", metric: "score",
                        comparison: comparison, confidence: 0.95)
                ], recordedAt: 0))
    }

    private func overBase(_ number: Int, in view: RunView) -> KnownGain? {
        view.gain(of: E.commit(number), over: E.commit(0))
    }

    @Test func `the first step's gain over the base is its gain over its parent`() throws {
        let gain = try #require(overBase(1, in: view(Self.drifting)))
        #expect(gain.source == .paired && gain.short == "+10.0%" && gain.change == "40 -> 36 (+10.0%)")
        let parent = view(Self.drifting).gainOverParent(
            try #require(view(Self.drifting).step(of: E.commit(1))))
        #expect(parent == gain)
    }

    @Test func `what drifted between the sittings is in no gain`() throws {
        let view = view(Self.drifting)
        let chained = try #require(overBase(3, in: view))
        #expect(chained.source == .chained && chained.short == "+27.1%" && chained.comparison.n == 3)
        #expect(chained.change == nil, "the two never ran beside each other")
        #expect(chained.comparison.low == nil)
        let part = try #require(view.gain(of: E.commit(3), over: E.commit(1)))
        #expect(part.source == .chained && part.short == "+19.0%")
    }

    @Test func `what accepted a candidate is marked in every gain that it enters`() throws {
        let accepted = Self.drifting.map { event -> Event in
            guard case .step(var step) = event, step.step.number == 2 else { return event }
            step.gains[0].source = .atAcceptance
            return .step(step)
        }
        let view = view(accepted)
        let own = try #require(view.gain(of: E.commit(2), over: E.commit(1)))
        #expect(own.source == .atAcceptance && own.short == "+10.0% at acceptance")
        #expect(own.origin.hasPrefix("by the pairs that accepted it, 5 pairs, "))
        #expect(overBase(1, in: view)?.short == "+10.0%")
        let chained = try #require(overBase(3, in: view))
        #expect(chained.source == .chained && chained.short == "+27.1% at acceptance")
        #expect(chained.origin.hasPrefix("over the steps between them as they were accepted, 3 steps"))
    }

    @Test
    func `a rejected candidate's gain over the base is marked by what accepted those before it`()
        throws
    {
        let view = view(
            Self.drifting.enumerated().map { place, event -> Event in
                guard case .step(var step) = event else { return event }
                if place == 2 { step.verdict = .rejected } else { step.gains[0].source = .atAcceptance }
                return .step(step)
            })
        #expect(overBase(2, in: view)?.short == "+19.0% at acceptance")
        let rejected = try #require(overBase(3, in: view))
        #expect(rejected.source == .chained && rejected.short == "+27.1% at acceptance")
        #expect(rejected.origin.hasPrefix("over the steps between them as they were accepted, 3 steps"))
        let own = try #require(view.gain(of: E.commit(3), over: E.commit(2)))
        #expect(own.short == "+10.0%", "its own pairs accepted nothing")
    }

    @Test
    func
        `what was measured apart takes the place of the steps that led there, also for those after it`()
        throws
    {
        let accepted = Self.drifting.map { event -> Event in
            guard case .step(var step) = event, step.verdict == .accepted else { return event }
            step.gains[0].source = .atAcceptance
            return .step(step)
        }
        var rejected = E.step(4, from: 3, score: 8.1, .rejected)
        rejected.evaluations[0].sample.sitting = "4.1"
        rejected.gains = [
            RecordedGain(
                of: E.commit(4), over: E.commit(3), source: .paired, sitting: "4.1", metric: "score",
                comparison: Comparison(test: "race", gain: 0.1, n: 2, unit: .pair, reference: 10),
                confidence: 0.95)
        ]
        let end = confirmation(of: 3, gain: 2, over: 10)
        // Whether it was measured before the step or after it.
        for events in [accepted + [end, .step(rejected)], accepted + [.step(rejected), end]] {
            let view = view(events)
            #expect(overBase(3, in: view)?.short == "+20.0%")
            let gain = try #require(overBase(4, in: view))
            #expect(gain.source == .chained && gain.short == "+20.8%" && gain.comparison.n == 2)
            let (third, fourth) = (
                try #require(view.step(of: E.commit(3))), try #require(view.steps.last)
            )
            #expect(view.rankAsTold(fourth) < view.rankAsTold(third), "it was the better beside it")
            // What decides where the search goes on is what the search measured.
            #expect(
                view.searchGain(of: fourth, over: try #require(view.baseline))?.short
                    == "+27.8% at acceptance")
        }
        var behind = rejected
        behind.gains[0].comparison.gain = -0.1
        let view = view(accepted + [.step(behind), end])
        let (third, fourth) = (try #require(view.step(of: E.commit(3))), try #require(view.steps.last))
        #expect(
            overBase(4, in: view)?.short == "+19.2%" && view.rankAsTold(third) < view.rankAsTold(fourth))
    }

    @Test func `two that come from one have the gain of their ways from it, in both directions`()
        throws
    {
        let events = [
            Self.event(1, from: 0, score: 36, gain: 4, over: 40),
            Self.event(2, from: 0, score: 16, gain: 4, over: 20),
            Self.event(3, from: 2, score: 9, gain: 1, over: 10),
        ]
        let view = view(events)
        let gain = try #require(view.gain(of: E.commit(3), over: E.commit(1)))
        // 0.9 * 0.8 of the base over 0.9 of it.
        #expect(gain.source == .chained && gain.short == "+20.0%" && gain.comparison.n == 3)
        let back = try #require(view.gain(of: E.commit(1), over: E.commit(3)))
        #expect(back.source == .chained && back.short == "-25.0%" && back.comparison.n == 3)
        #expect(gain.comparison.p == nil && gain.comparison.low == nil && gain.value == nil)
    }

    @Test
    func
        `of noisy runs at two times there is neither p nor interval, and the values told are of the gain`()
        throws
    {
        var first = E.step(1, score: 40, .rejected)
        first.evaluations[0].sample.sitting = "1.1"
        let apart = view([.step(first)]) { $0.evaluator.deterministic = false }
        let gain = try #require(overBase(1, in: apart))
        #expect(gain.source == .stored && gain.reservation == .notBeside)
        #expect(gain.origin == "each measured in its own step, 2 runs, not beside each other")
        #expect(
            overBase(1, in: view([.step(first)]) { $0.evaluator.deterministic = true })?.reservation
                == nil)
        // The median of what it had is not what the pairs come to.
        let paired = try #require(
            overBase(1, in: view([Self.event(1, from: 0, score: 35, gain: 4, over: 40)])))
        #expect(paired.change == "40 -> 36 (+10.0%)")
    }

    @Test
    func
        `what accepted a candidate over examples, or makes it the best, is no witness in either direction`()
        throws
    {
        func step(_ number: Int, _ verdict: Verdict, p: Double) -> Event {
            var step = E.step(number, score: nil, verdict)
            step.outcome = .scored
            step.evaluations = [(Split.train, 0.5), (.validation, 0.2 * Double(number + 1))].map {
                split, value in
                RecordedEvaluation(
                    of: E.commit(number), evaluator: "sha256:00",
                    sample: Sample(
                        split: split, examples: ExampleSet((0..<10).map { "\(split.rawValue)\($0)" }, of: 10),
                        sitting: "\(number).\(split.rawValue)"), E.evaluation(value))
            }
            step.gains = [
                RecordedGain(
                    of: E.commit(number), over: E.commit(0), source: .stored, metric: "score",
                    comparison: Comparison(
                        test: "sign test", gain: 0.2 * Double(number), low: 0.01, p: p, n: 10, unit: .example,
                        reference: 0.2), confidence: 0.95, scale: .points)
            ]
            return .step(step)
        }
        func view(_ rule: AcceptanceSettings.Rule, on: AcceptanceSettings.On = .validation)
            -> RunView
        {
            var record = E.run(SearchSettings(select: .validation))
            record.study.search.accept.rule = rule
            record.study.search.accept.on = on
            record.study.objective = Objective(direction: .maximize)
            record.study.examples = ExampleSettings(file: "cases.jsonl")
            record.study.evaluator.deterministic = true
            var base = E.step(0, score: nil, .accepted)
            guard case .step(let scored) = step(0, .accepted, p: 1) else { return RunView(record) }
            (base.outcome, base.evaluations) = (.scored, scored.evaluations)
            return RunView(
                record, events: [.step(base), step(1, .rejected, p: 0.2), step(2, .accepted, p: 0.03)])
        }
        func pair(_ of: Int, _ over: Int, in view: RunView) throws -> KnownGain {
            try #require(view.gain(of: E.commit(of), over: E.commit(over)))
        }
        let accepting = view(.higher)
        for (of, over) in [(2, 0), (0, 2), (2, 1), (1, 2)] {
            let gain = try pair(of, over, in: accepting)
            #expect(
                gain.reservation == .accepted && gain.comparison.p == nil && gain.comparison.low == nil)
            #expect(
                gain.origin.hasSuffix("10 examples, which accepted one of the two") && !gain.isAtAcceptance)
        }
        #expect(try pair(1, 0, in: accepting).comparison.p == 0.2)
        #expect(try pair(2, 0, in: view(.always)).reservation == .selected)
    }

    @Test
    func `of what was judged at two times, what was run since takes the place of what accepted it`()
        throws
    {
        func step(
            _ number: Int, from parent: Int, _ verdict: Verdict, score: Double, over: Double, runs: Int
        ) -> Event {
            var step = E.step(number, from: parent, score: score, verdict)
            step.evaluations[0].sample.sitting = "\(number).1"
            let sample = Sample(repeats: runs, sitting: "\(number).2")
            step.evaluations.append(
                RecordedEvaluation(
                    of: E.commit(parent), evaluator: "sha256:00", sample: sample, E.evaluation(over)))
            step.gains = [
                RecordedGain(
                    of: E.commit(number), over: E.commit(parent), source: .stored, metric: "score",
                    comparison: Comparison(
                        test: "Mann-Whitney U", gain: over - score, low: 0.1, p: 0.03, n: 2, reference: over),
                    confidence: 0.95)
            ]
            return .step(step)
        }
        func view(_ events: [Event]) -> RunView {
            self.view(events) {
                $0.evaluator.deterministic = false
                $0.evaluator.measure.compare = .stored
            }
        }
        let first = step(1, from: 0, .accepted, score: 40, over: 50, runs: 1)
        let lucky = try #require(overBase(1, in: view([first])))
        #expect(lucky.short == "+20.0% at acceptance" && lucky.comparison.p == nil)
        #expect(lucky.origin.hasSuffix("2 runs, which accepted one of the two"))
        // The next step finds that the winner takes 45, and the one after it that the base takes 60.
        let later = [
            first, step(2, from: 1, .rejected, score: 54, over: 45, runs: 2),
            step(3, from: 0, .rejected, score: 66, over: 60, runs: 1),
        ]
        let known = view(later)
        #expect(
            overBase(1, in: known)?.short == "+25.0%"
                && overBase(1, in: known)?.change == "60 -> 45 (+25.0%)")
        #expect(known.gain(of: E.commit(0), over: E.commit(1))?.change == "45 -> 60 (-33.3%)")
        #expect(
            known.gain(of: E.commit(2), over: E.commit(1))?.comparison.p == 0.03, "nothing was run since")
        #expect(known.gain(of: E.commit(3), over: E.commit(1))?.change == "45 -> 66 (-46.7%)")
        #expect(overBase(2, in: known)?.comparison.reference == 60)
        #expect(
            known.searchGain(
                of: try #require(known.step(of: E.commit(1))), over: try #require(known.baseline))?.estimate
                == 10)
    }

    @Test func `a noted gain says what it is of`() throws {
        var step = E.step(1, score: 36, .accepted)
        step.evaluations[0].sample = Sample(
            split: .confirm, examples: ExampleSet(["a", "b"], of: 2), sitting: "1.1")
        step.gains = [
            RecordedGain(
                of: E.commit(1), over: E.commit(0), source: .paired, sitting: "1.1", metric: "score",
                comparison: Comparison(test: "sign test", gain: 4, n: 2, unit: .example, reference: 40),
                confidence: 0.95)
        ]
        let noted = try #require(view([]).notedGains(of: step).first)
        let text = ObjectWriter.page { noted.write(to: &$0) }
        for words in [
            #""split": "confirm""#, #""used": 2"#, #""unit": "example""#, #""test": "sign test""#,
        ] {
            #expect(text.contains(words), "\(text)")
        }
    }

    @Test func `a gain over several sittings names no single one`() throws {
        func document(_ number: Int) throws -> String {
            let gain = try #require(overBase(number, in: view(Self.drifting)))
            return ObjectWriter.page { gain.write(to: &$0) }
        }
        #expect(try document(1).contains(#""sitting": "1.1""#))
        #expect(try !document(3).contains("sample"))
    }

    @Test func `what rounding makes of a bound is none`() {
        let comparison = Comparison(
            test: "t", gain: 3e-15, low: -0.01, high: 7.1e-15, n: 5, unit: .pair, reference: 42)
        #expect(comparison.gain == 0 && comparison.low == -0.01 && comparison.high == 0)
    }

    @Test func `points are added where percent mean nothing`() throws {
        let view = view(Self.drifting) { $0.objective.scale = .absolute }
        #expect(overBase(3, in: view)?.short == "+7")
    }

    @Test func `what was measured apart comes first, and stays whatever the run does next`() throws {
        let measured = Self.drifting + [confirmation(of: 3, gain: 2, over: 10)]
        let fork = ForkRecord(
            lineage: LineageName(ordinal: 1), from: E.commit(1),
            fromStep: StepID(number: 1, writer: E.writer), knows: StepID(number: 3, writer: E.writer),
            writer: E.writer, recordedAt: 0)
        let later: [[Event]] = [
            [], [.forked(fork)], [Self.event(4, from: 3, score: 8, gain: 1, over: 9)],
            [.step(E.step(4, from: 3, score: nil, .rejected))],
        ]
        for events in later {
            let gain = try #require(overBase(3, in: view(measured + events)))
            #expect(gain.source == .confirmed && gain.isConfirmed == true)
            #expect(gain.change == "10 -> 8 (+20.0%, confirmed)")
            #expect(gain.text == "+20.0% [+5.0% to +30.0%]")
        }
    }

    @Test func `whichever of two is named first, it is the same gain, turned round`() throws {
        let chained = try #require(view(Self.drifting).gains(of: E.commit(0), over: E.commit(3), by: 0).first)
        #expect(chained.source == .chained && chained.short == "-37.2%")
        let view = view(Self.drifting + [confirmation(of: 3, gain: 2, over: 10)])
        let back = try #require(view.gains(of: E.commit(0), over: E.commit(3), by: 0).first)
        #expect(back.source == .confirmed && back.text == "-25.0% [-42.9% to -5.3%]")
        #expect(
            back.value == 10 && back.comparison.reference == 8 && back.sample == overBase(3, in: view)?.sample
        )
        // A test of "no better" says nothing of "no worse".
        #expect(back.comparison.p == nil && back.isConfirmed == nil)
    }

    @Test func `confirmed stands beside no other gain`() throws {
        let view = view(Self.drifting + [confirmation(of: 3, gain: 2, over: 10)])
        for number in [1, 2] { #expect(overBase(number, in: view)?.verdict == nil) }
        let open = self.view(Self.drifting + [confirmation(of: 3, gain: 2, over: 10, confirmed: false)])
        #expect(overBase(3, in: open)?.verdict == "not confirmed")
    }

    @Test func `what can bear no claim has no p and no bounds, and says why wherever it stands`() throws {
        guard case .compared(var end) = confirmation(of: 3, gain: 2, over: 10, confirmed: false) else {
            return
        }
        end.obstacle = "the validation examples decide what is proposed from"
        end.gains[0].source = .paired
        let gain = try #require(overBase(3, in: view(Self.drifting + [.compared(end)])))
        #expect(
            gain.comparison.p == nil && gain.text == "+20.0%" && gain.change == "10 -> 8 (+20.0%, no claim)")
        #expect(
            gain.origin
                == "measured in one sitting, 20 pairs, the validation examples decide what is proposed from")
    }

    @Test func `a gain of what was reported is reported, whoever it is over`() throws {
        let told = [1, 2].map { number in
            var step = E.step(number, score: Double(10 * number), .rejected)
            step.evaluations[0].source = .reported
            return Event.step(step)
        }
        var measured = E.step(3, from: 1, score: 25, .rejected)
        measured.gains = [
            RecordedGain(
                of: E.commit(3), over: E.commit(1), source: .stored, metric: "score",
                comparison: Comparison(test: "exact", gain: -15, n: 1, reference: 10), confidence: 0.95)
        ]
        let view = view(told + [.step(measured)])
        for (of, over) in [(2, 1), (3, 1)] {
            #expect(view.gain(of: E.commit(of), over: E.commit(over))?.verdict == "reported")
        }
        let own = try #require(overBase(3, in: view))
        #expect(own.source == .stored && own.verdict == nil)
    }

    @Test func `scores of different examples have no gain, and those of all of validation have one`() throws {
        func step(_ number: Int, from parent: Int, train: (Double, [String]), validation: Double) -> Event {
            var step = E.step(number, from: parent, score: train.0, .accepted)
            let ids = (1...10).map { "v\($0)" }
            step.evaluations = [(train.0, Split.train, train.1, 15), (validation, .validation, ids, 10)].map {
                RecordedEvaluation(
                    of: E.commit(number), evaluator: "sha256:00",
                    sample: Sample(
                        split: $0.1, examples: ExampleSet($0.2, of: $0.3), sitting: "\(number).\($0.1)"),
                    E.evaluation($0.0))
            }
            return .step(step)
        }
        var record = E.run(SearchSettings(select: .validation))
        record.study.objective = Objective(direction: .maximize)
        record.study.examples = ExampleSettings(file: "cases.jsonl")
        let view = RunView(
            record,
            events: [
                step(0, from: 0, train: (2.0 / 15, (1...15).map { "t\($0)" }), validation: 0.1),
                step(1, from: 0, train: (1, ["t1", "t2", "t3"]), validation: 0.3),
                step(2, from: 1, train: (0, ["t4", "t5", "t6"]), validation: 0.5),
            ])
        let gain = try #require(overBase(2, in: view))
        #expect(gain.short == "+0.4" && gain.sample?.wholeSplit == .validation)
        #expect(gain.change == "0.1 -> 0.5 (+0.4)", "no percent of a share of right answers")
        let last = try #require(view.step(of: E.commit(2)))
        #expect(Naming.scores(last, in: view) == "minibatch 0 on 3 · validation 0.5")
        #expect(view.best == E.commit(2))
        #expect(view.gainOnTrain(of: last, over: try #require(view.step(of: E.commit(1)))) == nil)
    }

    @Test func `a gain of other examples than those that select names them where it stands beside others`() {
        let comparison = Comparison(test: "sign test", gain: 1, n: 20, unit: .example, reference: 10)
        func words(_ split: Split?, used: Int, select: SearchSettings.Select = .validation) -> String {
            let sample = Sample(
                split: split, examples: ExampleSet((0..<used).map { "e\($0)" }, of: 20))
            let gain = KnownGain(
                comparison, source: .paired, confidence: 0.95, on: sample,
                objective: Objective(direction: .minimize))
            return view([]) {
                $0.search.select = select
                $0.examples = ExampleSettings(file: "c.jsonl")
            }.short(gain)
        }
        #expect(words(.validation, used: 20) == "+10.0%")
        #expect(words(.confirm, used: 20) == "+10.0% on confirm")
        #expect(words(.train, used: 20) == "+10.0% on train")
        #expect(words(.train, used: 3) == "+10.0% on minibatch")
        #expect(words(.train, used: 20, select: .train) == "+10.0%")
    }

    @Test func `no interval of a positive metric says that more than all of it was gained`() throws {
        let comparison = Comparison(
            test: "sign-flip", gain: 0.894, low: 0.688, high: 1.1, p: 0.0002, n: 234, unit: .example,
            reference: 1)
        let gain = KnownGain(
            comparison, source: .confirmed, confidence: 0.95, on: nil, isConfirmed: true,
            objective: Objective(direction: .minimize))
        #expect(gain.text == "+89.4% [+68.8% to +100.0%]")
    }

    @Test(arguments: [
        (-8.0, -6.0, "2 size worse", "size -8 -> -6 (2 size worse)"),
        (-8, -8, "size equal", "size -8 -> -8 (equal)"),
        (8, 10, "size -25.0%, which is worse", "size 8 -> 10 (-25.0%, which is worse)"),
    ])
    func `a loss by one of several objectives names its metric once, and says once that it is one`(
        base: Double, value: Double, short: String, change: String
    ) {
        let objective = Objective(metric: "size", direction: .minimize, scale: .percent)
        var study = E.run().study
        study.otherObjectives = [objective]
        let gain = KnownGain(
            Comparison(test: "exact", gain: base - value, n: 1, reference: base), source: .paired,
            confidence: 0.95, on: nil, value: value, objective: objective)
        let told = ObjectiveGain(gain, by: objective, of: study)
        #expect(told.short == short && told.change == change)
    }

    @Test(arguments: [(0.0, 0.8, "+0.8 score"), (-10, -1, "+9 score"), (10, 12, "+20.0%")])
    func `percent are told of values above zero alone, and else the unit`(
        base: Double, value: Double, words: String
    ) {
        let gain = KnownGain(
            Comparison(test: "exact", gain: value - base, n: 1, reference: base), source: .stored,
            confidence: 0.95, on: nil, value: value,
            objective: Objective(direction: .maximize, scale: .percent))
        #expect(gain.short == words)
    }
}
