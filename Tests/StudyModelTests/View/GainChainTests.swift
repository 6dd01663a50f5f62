import StudyModel
import Testing

/// How candidates lead to each other by gains of one sitting each, and what was measured apart on the way.
struct GainChainTests {
    private typealias E = Examples
    private typealias G = GainEvents

    @Test func `the first step's gain over the base is its gain over its parent`() throws {
        let gain = try #require(G.overBase(1, in: G.view(G.drifting)))
        #expect(gain.source == .paired && gain.short == "+10.0%" && gain.change == "40 -> 36 (+10.0%)")
        let parent = G.view(G.drifting).gainOverParent(
            try #require(G.view(G.drifting).step(of: E.commit(1))))
        #expect(parent == gain)
    }

    @Test func `what drifted between the sittings is in no gain`() throws {
        let view = G.view(G.drifting)
        let chained = try #require(G.overBase(3, in: view))
        #expect(chained.source == .chained && chained.short == "+27.1%" && chained.comparison.n == 3)
        #expect(chained.change == nil, "the two never ran beside each other")
        #expect(chained.comparison.low == nil)
        let part = try #require(view.gain(of: E.commit(3), over: E.commit(1)))
        #expect(part.source == .chained && part.short == "+19.0%")
    }

    @Test func `what is a sum of gains is told in the metric's unit`() throws {
        let crossing = G.drifting.map { event -> Event in
            guard case .step(var step) = event, step.step.number == 2 else { return event }
            step.gains[0].comparison.isRatio = false
            return .step(step)
        }
        let chained = try #require(G.overBase(3, in: G.view(crossing)))
        #expect(chained.comparison.test == "sum of their gains")
        #expect(chained.percent == nil && chained.scale == .absolute)
    }

    @Test func `what accepted a candidate is marked in every gain that it enters`() throws {
        let accepted = G.drifting.map { event -> Event in
            guard case .step(var step) = event, step.step.number == 2 else { return event }
            step.gains[0].source = .atAcceptance
            return .step(step)
        }
        let view = G.view(accepted)
        let own = try #require(view.gain(of: E.commit(2), over: E.commit(1)))
        #expect(own.source == .atAcceptance && own.short == "+10.0% at acceptance")
        #expect(own.origin.hasPrefix("by the pairs that accepted it, 5 pairs, "))
        #expect(G.overBase(1, in: view)?.short == "+10.0%")
        let chained = try #require(G.overBase(3, in: view))
        #expect(chained.source == .chained && chained.short == "+27.1% at acceptance")
        #expect(
            chained.origin.hasPrefix(
                "by way of the candidates between them as they were accepted, 3 comparisons"))
    }

    @Test
    func `a rejected candidate's gain over the base is marked by what accepted those before it`()
        throws
    {
        let view = G.view(
            G.drifting.enumerated().map { place, event -> Event in
                guard case .step(var step) = event else { return event }
                if place == 2 { step.verdict = .rejected } else { step.gains[0].source = .atAcceptance }
                return .step(step)
            })
        #expect(G.overBase(2, in: view)?.short == "+19.0% at acceptance")
        let rejected = try #require(G.overBase(3, in: view))
        #expect(rejected.source == .chained && rejected.short == "+27.1% at acceptance")
        #expect(
            rejected.origin.hasPrefix(
                "by way of the candidates between them as they were accepted, 3 comparisons"))
        let own = try #require(view.gain(of: E.commit(3), over: E.commit(2)))
        #expect(own.short == "+10.0%", "its own pairs accepted nothing")
    }

    @Test
    func
        `what was measured apart takes the place of the steps that led there, also for those after it`()
        throws
    {
        let accepted = G.drifting.map { event -> Event in
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
        let end = G.confirmation(of: 3, gain: 2, over: 10)
        // Whether it was measured before the step or after it.
        for events in [accepted + [end, .step(rejected)], accepted + [.step(rejected), end]] {
            let view = G.view(events)
            #expect(G.overBase(3, in: view)?.short == "+20.0%")
            let gain = try #require(G.overBase(4, in: view))
            #expect(gain.source == .chained && gain.short == "+20.8%")
            #expect(
                gain.origin
                    == "by way of the candidates between them, 2 comparisons, product of their gains",
                "one of them was made at the end, by no step")
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
        let view = G.view(accepted + [.step(behind), end])
        let (third, fourth) = (try #require(view.step(of: E.commit(3))), try #require(view.steps.last))
        #expect(
            G.overBase(4, in: view)?.short == "+19.2%" && view.rankAsTold(third) < view.rankAsTold(fourth))
    }

    @Test func `two that come from one have the gain of their ways from it, in both directions`()
        throws
    {
        let events = [
            G.event(1, from: 0, score: 36, gain: 4, over: 40),
            G.event(2, from: 0, score: 16, gain: 4, over: 20),
            G.event(3, from: 2, score: 9, gain: 1, over: 10),
        ]
        let view = G.view(events)
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
        let apart = G.view([.step(first)]) { $0.evaluator.deterministic = false }
        let gain = try #require(G.overBase(1, in: apart))
        #expect(gain.source == .stored && gain.reservation == .notBeside)
        #expect(gain.origin == "each measured in its own step, 2 runs, the two did not run beside each other")
        #expect(
            G.overBase(1, in: G.view([.step(first)]) { $0.evaluator.deterministic = true })?.reservation
                == nil)
        // The median of what it had is not what the pairs come to.
        let paired = try #require(
            G.overBase(1, in: G.view([G.event(1, from: 0, score: 35, gain: 4, over: 40)])))
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
        func ruled(_ rule: AcceptanceSettings.Rule, on: AcceptanceSettings.On = .validation)
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
        let accepting = ruled(.higher)
        for (of, over) in [(2, 0), (0, 2), (2, 1), (1, 2)] {
            let gain = try pair(of, over, in: accepting)
            #expect(
                gain.reservation == .accepted && gain.comparison.p == nil && gain.comparison.low == nil)
            #expect(
                gain.origin.hasSuffix("10 examples, one of the two was accepted by these figures")
                    && !gain.isAtAcceptance)
        }
        #expect(try pair(1, 0, in: accepting).comparison.p == 0.2)
        #expect(try pair(2, 0, in: ruled(.always)).reservation == .selected)
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
        func stored(_ events: [Event]) -> RunView {
            G.view(events) {
                $0.evaluator.deterministic = false
                $0.evaluator.measure.compare = .stored
            }
        }
        let first = step(1, from: 0, .accepted, score: 40, over: 50, runs: 1)
        let lucky = try #require(G.overBase(1, in: stored([first])))
        #expect(lucky.short == "+20.0% at acceptance" && lucky.comparison.p == nil)
        #expect(lucky.origin.hasSuffix("2 runs, one of the two was accepted by these figures"))
        // The next step finds that the winner takes 45, and the one after it that the base takes 60.
        let later = [
            first, step(2, from: 1, .rejected, score: 54, over: 45, runs: 2),
            step(3, from: 0, .rejected, score: 66, over: 60, runs: 1),
        ]
        let known = stored(later)
        #expect(
            G.overBase(1, in: known)?.short == "+25.0%"
                && G.overBase(1, in: known)?.change == "60 -> 45 (+25.0%)")
        #expect(known.gain(of: E.commit(0), over: E.commit(1))?.change == "45 -> 60 (-33.3%)")
        #expect(
            known.gain(of: E.commit(2), over: E.commit(1))?.comparison.p == 0.03, "nothing was run since")
        #expect(known.gain(of: E.commit(3), over: E.commit(1))?.change == "45 -> 66 (-46.7%)")
        #expect(G.overBase(2, in: known)?.comparison.reference == 60)
        #expect(
            known.searchGain(
                of: try #require(known.step(of: E.commit(1))), over: try #require(known.baseline))?.estimate
                == 10)
    }
}
