import StudyModel
import Testing

/// What a run says of the gain of one candidate over another.
struct GainTests {
    private typealias E = Examples
    private typealias G = GainEvents

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
        let noted = try #require(G.view([]).notedGains(of: step).first)
        let text = ObjectWriter.page { noted.write(to: &$0) }
        for words in [
            #""split": "confirm""#, #""used": 2"#, #""unit": "example""#, #""test": "sign test""#,
        ] {
            #expect(text.contains(words), "\(text)")
        }
    }

    @Test func `a gain over several sittings names no single one`() throws {
        func document(_ number: Int) throws -> String {
            let gain = try #require(G.overBase(number, in: G.view(G.drifting)))
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
        let view = G.view(G.drifting) { $0.objective.scale = .absolute }
        #expect(G.overBase(3, in: view)?.short == "+7")
    }

    @Test func `what was measured apart comes first, and stays whatever the run does next`() throws {
        let measured = G.drifting + [G.confirmation(of: 3, gain: 2, over: 10)]
        let fork = ForkRecord(
            lineage: LineageName(ordinal: 1), from: E.commit(1),
            fromStep: StepID(number: 1, writer: E.writer), knows: StepID(number: 3, writer: E.writer),
            writer: E.writer, recordedAt: 0)
        let later: [[Event]] = [
            [], [.forked(fork)], [G.event(4, from: 3, score: 8, gain: 1, over: 9)],
            [.step(E.step(4, from: 3, score: nil, .rejected))],
        ]
        for events in later {
            let gain = try #require(G.overBase(3, in: G.view(measured + events)))
            #expect(gain.source == .confirmed && gain.isConfirmed == true)
            #expect(gain.change == "10 -> 8 (+20.0%, confirmed)")
            #expect(gain.text == "+20.0% [+5.0% to +30.0%]")
        }
    }

    @Test func `whichever of two is named first, it is the same gain, turned round`() throws {
        let chained = try #require(G.view(G.drifting).gains(of: E.commit(0), over: E.commit(3), by: 0).first)
        #expect(chained.source == .chained && chained.short == "-37.2%")
        let view = G.view(G.drifting + [G.confirmation(of: 3, gain: 2, over: 10)])
        let back = try #require(view.gains(of: E.commit(0), over: E.commit(3), by: 0).first)
        #expect(back.source == .confirmed && back.text == "-25.0% [-42.9% to -5.3%]")
        #expect(
            back.value == 10 && back.comparison.reference == 8
                && back.sample == G.overBase(3, in: view)?.sample
        )
        // A test of "no better" says nothing of "no worse".
        #expect(back.comparison.p == nil && back.isConfirmed == nil)
    }

    @Test func `confirmed stands beside no other gain`() throws {
        let view = G.view(G.drifting + [G.confirmation(of: 3, gain: 2, over: 10)])
        for number in [1, 2] { #expect(G.overBase(number, in: view)?.verdict == nil) }
        let open = G.view(G.drifting + [G.confirmation(of: 3, gain: 2, over: 10, confirmed: false)])
        #expect(G.overBase(3, in: open)?.verdict == "not confirmed")
        for (view, source) in [(view, "confirmed"), (open, "apart")] {
            let gain = try #require(G.overBase(3, in: view))
            #expect(ObjectWriter.page { gain.write(to: &$0) }.contains(#""source": "\#(source)""#))
            let noted = view.notedGains(of: E.step(3, from: 2, score: 9, .accepted))
            let text = noted.map { gain in ObjectWriter.page { gain.write(to: &$0) } }.joined()
            #expect(text.contains(#""source": "\#(source)""#))
        }
    }

    @Test func `what was the best once was picked by its figures, whoever is the best now`() throws {
        var record = E.run(SearchSettings(select: .train))
        record.study.search.accept.rule = .always
        record.study.evaluator.measure.compare = .stored
        let steps = [(0, 50.0), (1, 40), (2, 30), (3, 45)].map { number, score in
            Event.step(E.step(number, from: max(0, number - 1), score: score, .accepted))
        }
        let view = RunView(record, events: steps)
        #expect(view.best == E.commit(2))
        let reservations = [1, 2, 3].map { G.overBase($0, in: view)?.reservation }
        #expect(reservations == [.selected, .selected, nil])
    }

    @Test(arguments: [AcceptanceSettings.Rule.higher, .always, .better])
    func `of noisy runs the best is what gained, whatever other sittings read`(rule: AcceptanceSettings.Rule)
    {
        // The base read 50 before the machine grew slower.
        var events = [G.event(1, from: 0, score: 60, gain: 4, over: 64)]
        func best() -> CommitID { G.view(events) { $0.search.accept.rule = rule }.best }
        #expect(best() == E.commit(1))
        events.append(G.event(2, from: 1, score: 20, gain: -1, over: 19))
        #expect(best() == E.commit(1))
        // Over what was the best it gained by way of the second.
        events.append(G.event(3, from: 2, score: 70, gain: 10, over: 80))
        #expect(best() == E.commit(3))
    }

    @Test func `a stored gain counts what its unit names`() throws {
        var record = E.run()
        record.study.evaluator.measure.compare = .stored
        func step(_ number: Int, repeats: Int) -> Event {
            var step = E.step(number, score: 50 - Double(number), .rejected)
            step.evaluations[0].sample.repeats = repeats
            return .step(step)
        }
        let view = RunView(record, events: [step(0, repeats: 3), step(1, repeats: 7)])
        let gain = try #require(G.overBase(1, in: view))
        #expect(gain.counted == "7 runs", "they are the candidate's")
    }

    @Test func `a stored gain over examples that go together counts them as one`() throws {
        let examples = (0..<6).map {
            Example(id: "\($0)", json: "{}", split: .train, cluster: $0 < 4 ? "\($0 / 2)" : nil)
        }
        var record = E.run()
        record.study.examples = ExampleSettings(file: "cases.jsonl", cluster: "family")
        func step(_ number: Int) -> Event {
            var step = E.step(number, score: 50 - Double(number), .rejected)
            step.evaluations[0].sample = Sample(examples: ExampleSet(examples.map(\.id), of: 6))
            return .step(step)
        }
        var view = RunView(record, events: [step(0), step(1)])
        #expect(G.overBase(1, in: view)?.counted == "6 examples", "nothing is known of them yet")
        view.note(clustersOf: examples)
        #expect(G.overBase(1, in: view)?.counted == "4 clusters")
    }

    @Test func `what can bear no claim has no p and no bounds, and says why wherever it stands`() throws {
        guard case .compared(var end) = G.confirmation(of: 3, gain: 2, over: 10, confirmed: false) else {
            return
        }
        end.obstacle = "the validation examples decide what is proposed from"
        end.gains[0].source = .paired
        let gain = try #require(G.overBase(3, in: G.view(G.drifting + [.compared(end)])))
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
        let view = G.view(told + [.step(measured)])
        for (of, over) in [(2, 1), (3, 1)] {
            #expect(view.gain(of: E.commit(of), over: E.commit(over))?.verdict == "reported")
        }
        let own = try #require(G.overBase(3, in: view))
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
        let gain = try #require(G.overBase(2, in: view))
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
            return G.view([]) {
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
