import Search
import StudyModel

extension ClaimRow {
    /// All rows of the table, in its order.
    ///
    /// Which rules and strategies there are is asked of those who define them, so that a new one has its rows at once.
    static let all =
        timings + coins + examples + chains(gain: 0) + chains(gain: 0.05) + closings + selections + rules
        + apart + strategies + finds + coverages

    /// One step over timings: without a gain `better` is held to its confidence, with one it shows its power.
    private static let timings = [-0.03, -0.01, 0, 0.01, 0.02, 0.05, 0.1].flatMap { share in
        let percent = Int((abs(share) * 100).rounded())
        let group =
            share == 0
            ? "Accepted, with no gain" : "Accepted, \(percent) % \(share < 0 ? "slower" : "faster")"
        let gain = TrueGain(share, from: 1)
        func row(
            _ name: String, _ noise: TimingNoise, _ stated: Stated, pairs: Double? = nil,
            _ change: (inout Study) -> Void = { _ in }
        ) -> ClaimRow {
            ClaimRow(
                group, name, .accepted(step: 1), stated, .timings(noise, gain: gain), pairs: pairs, change)
        }
        let better = (share < 0 ? [.normal] : TimingNoise.allCases).map { noise in
            let isGoal = noise == .normal && (share == 0 || share == 0.05)
            return row(
                noise.rawValue, noise,
                share <= 0 ? .atMost(0.05) : isGoal ? .atLeast(0.75) : .nothing,
                pairs: isGoal ? (share == 0 ? 3.5 : 6) : nil)
        }
        // What is as much slower as may be lost is as good as equal to the test.
        let notWorse = [0.01, 0.03].map { margin in
            row(
                "not-worse, min_gain \(Int(margin * 100)) %, sd 3 %", .normal,
                share <= -margin ? .atMost(0.05) : .nothing
            ) {
                $0.search.accept.rule = .notWorse
                $0.evaluator.measure.minGain = .relative(margin)
            }
        }
        let fixed = [5, 10].map { pairs in
            row("\(pairs) pairs, sd 3 %", .normal, share <= 0 ? .atMost(0.05) : .nothing) {
                $0.evaluator.measure.repeats = .fixed(pairs)
            }
        }
        let claimless = AcceptanceSettings.Rule.allCases.filter { !$0.isTest }.map { rule in
            row("\(rule.rawValue), sd 3 %", .normal, .nothing) { $0.search.accept.rule = rule }
        }
        let stored = [TimingNoise.normal, .logNormal, .warming, .walk].map { noise in
            row("stored, \(noise.rawValue)", noise, .nothing) { $0.evaluator.measure.compare = .stored }
        }
        return better + notWorse + fixed + claimless + stored
    }

    private static let batches = [1, 3, 4, 5, 10, 15, 30, 234]

    /// One step over examples, of which few can decide nothing, however often each is asked.
    private static let coins = batches.flatMap { count in
        [1, 5].map { repeats in
            ClaimRow(
                "Accepted, answers by coin", "\(count) of 234 examples, repeats \(repeats)",
                .accepted(step: 1), .atMost(0.05), .answers(.coins, gain: .none), train: 234
            ) {
                $0.batch.size = count
                $0.evaluator.measure.repeats = .fixed(repeats)
            }
        }
    }

    /// What so many examples find.
    private static let examples = batches.map { count in
        ClaimRow(
            "Accepted, 20 points better", "\(count) of 234 examples, 15 % answered anew",
            .accepted(step: 1), .nothing, .answers(.churn(0.15), gain: TrueGain(0.2, from: 1)), train: 234
        ) { $0.batch.size = count }
    }

    /// A step after many that gained nothing: along a chain neither may luck grow nor power fall, by more than 3 in 100.
    private static func chains(gain share: Double) -> [ClaimRow] {
        MeasureSettings.Compare.allCases.flatMap { compare in
            [1, 12, 40].map { step in
                let power = compare == .interleaved ? 0.75 : 0.72
                return ClaimRow(
                    share == 0 ? "Accepted at a step, with no gain" : "Accepted at a step, 5 % faster",
                    "\(compare.rawValue), step \(step)", .accepted(step: step),
                    share == 0 ? .atMost(0.05) : .atLeast(power),
                    .timings(.normal, gain: TrueGain(share, from: step)), steps: step
                ) { $0.evaluator.measure.compare = compare }
            }
        }
    }

    /// The end of a run over timings, whose pairs are fresh.
    private static let closings = MeasureSettings.Compare.allCases.flatMap { compare in
        [TimingNoise.normal, .logNormal, .cauchy, .walk].flatMap { noise in
            [AcceptanceSettings.Rule.better, .always].map { rule in
                ClaimRow(
                    "Claimed, with no gain",
                    "\(compare.rawValue), \(rule.rawValue), 12 steps, \(noise.rawValue)",
                    .claimed, .atMost(0.025), .timings(noise, gain: .none), steps: 12
                ) {
                    $0.evaluator.measure.compare = compare
                    $0.search.accept.rule = rule
                }
            }
        }
    }

    /// The end of a run over examples, on those that selected: what repeats, determinism and many steps must not make into a claim.
    private static let selections: [ClaimRow] = {
        func row(
            _ name: String, train: Int, validation: Int, steps: Int, _ change: (inout Study) -> Void
        ) -> ClaimRow {
            ClaimRow(
                "Claimed, answers by coin", name, .claimed, .atMost(0.025),
                .answers(.coins, gain: .none), steps: steps, train: train, validation: validation
            ) {
                $0.search.select = validation > 0 ? .validation : .train
                change(&$0)
            }
        }
        let deterministic = [
            row(
                "deterministic, batch 3 of 15, better, validation 10, 15 steps", train: 15, validation: 10,
                steps: 15
            ) {
                $0.evaluator.deterministic = true
                $0.batch.size = 3
            },
            row("deterministic, better on all of 15, 20 steps", train: 15, validation: 0, steps: 20) {
                $0.evaluator.deterministic = true
            },
        ]
        let few = [3, 4, 5, 10].map { count in
            row("always, validation \(count), 15 steps", train: 15, validation: count, steps: 15) {
                $0.batch.size = 3
                $0.search.accept.rule = .always
            }
        }
        let many = [(10, 60), (10, 200), (20, 15), (50, 15), (50, 60), (50, 200), (234, 15)].map {
            count, steps in
            row("always, validation \(count), \(steps) steps", train: 15, validation: count, steps: steps) {
                $0.batch.size = 3
                $0.search.accept.rule = .always
            }
        }
        let train = [20, 100].map { steps in
            row("better on all of 15, \(steps) steps", train: 15, validation: 0, steps: steps) { _ in }
        }
        return deterministic + few + many + train
    }()

    /// How answers, or figures that are no answers, follow along a lineage.
    private static let lineages = [AnswerNoise.churn(0.15), .figures]

    /// The same along lineages, by each rule: what validation bears where it only selects, and that it bears nothing where it decides.
    private static let rules = lineages.flatMap { noise in
        AcceptanceSettings.Rule.allCases.flatMap { rule in
            [AcceptanceSettings.On.train, .validation].flatMap { on in
                [(10, 15), (10, 60), (20, 60), (50, 60), (50, 200)].map { count, steps in
                    ClaimRow(
                        "Claimed on validation, \(noise.name)",
                        "\(rule.rawValue) on \(on.rawValue), validation \(count), \(steps) steps", .claimed,
                        .atMost(0.025), .answers(noise, gain: .none), steps: steps, train: 15,
                        validation: count
                    ) {
                        $0.search.accept.rule = rule
                        $0.search.accept.on = on
                        $0.search.select = .validation
                    }
                }
            }
        }
    }

    /// On examples that the search never ran, whatever it did with the others.
    private static let apart = lineages.flatMap { noise in
        AcceptanceSettings.On.allCases.flatMap { on in
            [(10, 15), (20, 60), (50, 200)].map { count, steps in
                ClaimRow(
                    "Claimed on confirm examples, \(noise.name)",
                    "higher on \(on.rawValue), confirm \(count), \(steps) steps", .claimed, .atMost(0.025),
                    .answers(noise, gain: .none), steps: steps, train: 15, validation: 20, confirm: count
                ) {
                    $0.search.accept.rule = .higher
                    $0.search.accept.on = on
                    $0.search.select = .validation
                }
            }
        }
    }

    /// Every strategy by its own rule.
    private static let strategies = StrategyKind.all.flatMap { kind in
        let choose = { (study: inout Study) in
            study.search.strategy = StrategySettings(kind.name)
            study.search.accept.rule = kind.rule
        }
        return [
            ClaimRow(
                "Claimed by a strategy, with no gain", "\(kind.name), timings, 20 steps", .claimed,
                .atMost(0.025), .timings(.normal, gain: .none), steps: 20, choose),
            ClaimRow(
                "Claimed by a strategy, with no gain", "\(kind.name), validation 20, 20 steps", .claimed,
                .atMost(0.025), .answers(.churn(0.15), gain: .none), steps: 20, train: 15, validation: 20
            ) {
                choose(&$0)
                $0.search.select = .validation
            },
        ]
    }

    /// What the end finds of a gain that is there.
    private static let finds =
        [10, 20, 50].flatMap { found(share: 0.2, examples: $0) + found(share: 0.3, examples: $0) }
        + [TimingNoise.normal, .logNormal, .cauchy, .spikes].map { noise in
            ClaimRow(
                "Claimed, the later half better", "5 % faster, better, 12 steps, \(noise.rawValue)", .claimed,
                .nothing, .timings(noise, gain: TrueGain(0.05, from: 7)), steps: 12)
        }

    /// With all examples as validation, and with half of them kept apart.
    private static func found(share: Double, examples: Int) -> [ClaimRow] {
        [0, examples / 2].map { confirm in
            let validation = examples - confirm
            return ClaimRow(
                "Claimed, the later half better",
                "\(Int(share * 100)) points, always, validation \(validation), confirm \(confirm), 15 steps",
                .claimed, .nothing, .answers(.churn(0.15), gain: TrueGain(share, from: 8)), steps: 15,
                train: 15, validation: validation, confirm: confirm
            ) {
                $0.batch.size = 3
                $0.search.accept.rule = .always
                $0.search.select = .validation
            }
        }
    }

    /// The interval at the end, of one candidate that nothing selected and of the best of 15.
    private static let coverages =
        TimingNoise.allCases.map { noise in
            ClaimRow(
                "True gain left out", "the last, \(noise.rawValue)", .missed, .atMost(0.06),
                .timings(noise, gain: .none)
            ) {
                $0.search.accept.rule = .always
                $0.search.select = .last
            }
        }
        + [10, 15, 50, 175].flatMap { count in
            coverage(of: .coins, count) + coverage(of: .churn(0.15), count) + coverage(of: .figures, count)
        }

    /// On validation, and on examples that were kept apart.
    private static func coverage(of noise: AnswerNoise, _ count: Int) -> [ClaimRow] {
        [(count, 0), (10, count)].map { validation, confirm in
            let split = confirm > 0 ? "confirm \(confirm)" : "validation \(validation)"
            return ClaimRow(
                "True gain left out", "the best of 15, \(split), \(noise.name)", .missed, .atMost(0.06),
                .answers(noise, gain: .none), steps: 15, train: 15, validation: validation, confirm: confirm
            ) {
                $0.batch.size = 3
                $0.search.accept.rule = .always
                $0.search.select = .validation
            }
        }
    }
}
