import StudyModel

/// Whether the end claims that its winner is better than the base: of noise, and of a true gain.
extension ClaimRow {
    /// The end of a run over timings, whose pairs are fresh.
    static let closings = MeasureSettings.Compare.allCases.flatMap { compare in
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

    /// Runs that end, go on and end again: all ends together have the error of one.
    static let looks = [
        ClaimRow(
            "Claimed at one of several ends, with no gain", "always, 20 ends, sd 3 %", .claimed,
            .atMost(0.025), .timings(.normal, gain: .none),
            steps: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
        ) { $0.search.accept.rule = .always },
        ClaimRow(
            "Claimed at one of several ends, with no gain", "always, 8 ends, validation 20 by coin", .claimed,
            .atMost(0.025), .answers(.coins, gain: .none), steps: 1, 2, 4, 6, 8, 12, 16, 24, train: 15,
            validation: 20
        ) {
            $0.batch.size = 3
            $0.search.accept.rule = .always
            $0.search.select = .validation
        },
    ]

    /// The end of a run over examples, on those that selected: what repeats, determinism and many steps must not make into a claim.
    static let selections: [ClaimRow] = {
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
        let always = [
            (3, 15), (4, 15), (5, 15), (10, 15), (10, 60), (20, 15), (50, 15), (50, 60), (50, 200), (234, 15),
        ].map { count, steps in
            row("always, validation \(count), \(steps) steps", train: 15, validation: count, steps: steps) {
                $0.batch.size = 3
                $0.search.accept.rule = .always
            }
        }
        let better = [20, 100].map { steps in
            row("better on all of 15, \(steps) steps", train: 15, validation: 0, steps: steps) { _ in }
        }
        let stopped = row(
            "always, validation 20, to a score of .7 or 60 steps", train: 15, validation: 20, steps: 60
        ) {
            $0.batch.size = 3
            $0.search.accept.rule = .always
            $0.stop.score = 0.7
        }
        return deterministic + always + better + [stopped]
    }()

    /// How answers, figures that are no answers, and costs follow along a lineage.
    private static let lineages = [AnswerNoise.churn(0.15), .figures, .costs]

    /// A run along a lineage without a gain, whose winner is selected by validation.
    private static func lineage(
        _ noise: AnswerNoise, _ rule: AcceptanceSettings.Rule, on: AcceptanceSettings.On,
        train: Int = 15, validation: Int, confirm: Int = 0, steps: Int
    ) -> ClaimRow {
        ClaimRow(
            confirm > 0
                ? "Claimed on confirm examples, \(noise.name)" : "Claimed on validation, \(noise.name)",
            "\(rule.rawValue) on \(on.rawValue), "
                + (confirm > 0 ? "confirm \(confirm)" : "validation \(validation)") + ", \(steps) steps",
            .claimed, .atMost(0.025), .answers(noise, gain: .none), steps: steps, train: train,
            validation: validation, confirm: confirm
        ) {
            $0.evaluator.deterministic = true
            $0.search.accept.rule = rule
            $0.search.accept.on = on
            $0.search.select = .validation
        }
    }

    /// By each rule: what validation bears where it only selects, and that it bears nothing where it decides.
    static let rules =
        lineages.flatMap { noise in
            AcceptanceSettings.Rule.allCases.flatMap { rule in
                [AcceptanceSettings.On.train, .validation].map { on in
                    lineage(noise, rule, on: on, validation: 20, steps: 15)
                }
            } + [lineage(noise, .always, on: .train, validation: 50, steps: 60)]
        }
        + [10, 50].map { lineage(.churn(0.15), .better, on: .train, validation: $0, steps: 60) }

    /// Long runs in which validation decides what is accepted, so that a naive claim is false in up to 96 of 100.
    static let decided = [
        AcceptanceSettings.Rule.higher, .notWorse, .better,
    ].flatMap { rule in
        [10, 20, 50].map { count in
            lineage(.churn(0.15), rule, on: .validation, train: 3, validation: count, steps: 200)
        }
    }

    /// On examples that the search never ran, whatever it did with the others.
    static let apart =
        lineages.flatMap { noise in
            AcceptanceSettings.On.allCases.map { on in
                lineage(noise, .higher, on: on, validation: 20, confirm: 10, steps: 15)
            }
        }
        + [20, 50].map { count in
            lineage(
                .churn(0.15), .higher, on: .validation, train: 3, validation: 20, confirm: count, steps: 60)
        }

    /// One candidate in 200 that is better by far, the last.
    private static let needles = [(20, 0), (10, 10)].map { validation, confirm in
        ClaimRow(
            "Claimed, the last of 200 better",
            "figures of .9 instead of 0, always, validation \(validation), confirm \(confirm)", .claimed,
            .nothing, .answers(.figures, gain: TrueGain(0.54, from: 200)), steps: 200, train: 15,
            validation: validation, confirm: confirm
        ) {
            $0.evaluator.deterministic = true
            $0.batch.size = 3
            $0.search.accept.rule = .always
            $0.search.select = .validation
        }
    }

    /// What the end finds of a gain that is there.
    static let finds =
        [0.2, 0.3].flatMap { share in
            [10, 20, 50].flatMap { count in
                [0, count / 2, count * 2 / 3].map {
                    found(share, validation: count - $0, confirm: $0, steps: 15)
                }
            }
        }
        + [found(0.2, validation: 20, confirm: 0, steps: 200)]
        + needles
        + [20, 50, 100].map { count in
            ClaimRow(
                "Claimed, 20 points better", "one candidate, confirm \(count), 10 % change each way",
                .claimed,
                .nothing, .answers(.churn(1), gain: TrueGain(0.2, from: 1)), train: 5, confirm: count
            ) {
                $0.search.accept.rule = .always
                $0.search.select = .last
            }
        }
        + [TimingNoise.normal, .logNormal, .cauchy, .spikes].map { noise in
            ClaimRow(
                "Claimed, the later half better", "5 % faster, better, 12 steps, \(noise.rawValue)", .claimed,
                .nothing, .timings(noise, gain: TrueGain(0.05, from: 7)), steps: 12)
        }

    private static func found(_ share: Double, validation: Int, confirm: Int, steps: Int) -> ClaimRow {
        ClaimRow(
            "Claimed, the later half better",
            "\(Int(share * 100)) points, always, validation \(validation), confirm \(confirm), \(steps) steps",
            .claimed, .nothing, .answers(.churn(0.15), gain: TrueGain(share, from: steps / 2 + 1)),
            steps: steps, train: 15, validation: validation, confirm: confirm
        ) {
            $0.evaluator.deterministic = true
            $0.batch.size = 3
            $0.search.accept.rule = .always
            $0.search.select = .validation
        }
    }
}
