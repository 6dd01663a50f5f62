import StudyModel

/// Whether the candidate of a step is accepted: of noise, and of a true gain.
extension ClaimRow {
    /// One step over timings: without a gain `better` is held to its confidence, with one it shows its power.
    static let timings = [-0.03, -0.01, 0, 0.01, 0.02, 0.05, 0.1].flatMap { share in
        let percent = Int((abs(share) * 100).rounded())
        let group =
            share == 0
            ? "Accepted, with no gain" : "Accepted, \(percent) % \(share < 0 ? "slower" : "faster")"
        let gain = TrueGain(share, from: 1)
        // What a rule with a test may come to, where there is nothing to be found.
        let bound = share <= 0 ? Stated.atMost(0.05) : .nothing
        func row(
            _ name: String, _ noise: TimingNoise, _ stated: Stated, pairs: Double? = nil,
            _ change: (inout Study) -> Void = { _ in }
        ) -> ClaimRow {
            ClaimRow(
                group, name, .accepted(step: 1), stated, .timings(noise, gain: gain), pairs: pairs, change)
        }
        let better = (share < 0 ? [.normal] : TimingNoise.allCases).map { kind in
            let isGoal = kind == .normal && (share == 0 || share == 0.05)
            return row(
                kind.rawValue, kind, isGoal && share > 0 ? .atLeast(0.75) : bound,
                pairs: isGoal ? (share == 0 ? 3.5 : 6) : nil)
        }
        let filtered = row("better, min_gain 1 %, sd 3 %", .normal, bound) {
            $0.evaluator.measure.minGain = .relative(0.01)
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
        let fixed = [1, 3, 5, 8, 10].map { pairs in
            row("\(pairs) pair\(pairs == 1 ? "" : "s"), sd 3 %", .normal, bound) {
                $0.evaluator.measure.repeats = .fixed(pairs)
            }
        }
        let claimless = AcceptanceSettings.Rule.allCases.filter { !$0.isTest }.map { rule in
            row("\(rule.rawValue), sd 3 %", .normal, .nothing) { $0.search.accept.rule = rule }
        }
        let stored = [TimingNoise.normal, .logNormal, .warming, .walk].map { kind in
            let drifts = [.warming, .walk].contains(kind)
            return row("stored, \(kind.rawValue)", kind, drifts ? .nothing : bound) {
                $0.evaluator.measure.compare = .stored
            }
        }
        let fewStored = [1, 3].map { runs in
            row("stored, \(runs) run\(runs == 1 ? "" : "s"), sd 3 %", .normal, bound) {
                $0.evaluator.measure.compare = .stored
                $0.evaluator.measure.repeats = .fixed(runs)
            }
        }
        return better + [filtered] + notWorse + fixed + claimless + stored + fewStored
    }

    /// Races at other confidences, and with large differences after small ones, which is the worst order for them.
    static let confidences = [0.8, 0.9, 0.99].flatMap { confidence in
        [TimingNoise.normal, .widening].map { noise in
            ClaimRow(
                "Accepted at another confidence, with no gain", "\(confidence), \(noise.rawValue)",
                .accepted(step: 1), .atMost(1 - confidence), .timings(noise, gain: .none)
            ) { $0.search.accept.confidence = confidence }
        }
    }

    private static let batches = [1, 3, 4, 5, 10, 15, 30, 234]

    /// One step over examples, of which few can decide nothing, however often each is asked.
    static let coins = batches.flatMap { count in
        [1, 5].map { repeats in
            ClaimRow(
                "Accepted, answers by coin", "\(count) of 234 examples, repeats \(repeats)",
                .accepted(step: 1), .atMost(0.05), .answers(.coins, gain: .none), train: 234
            ) {
                $0.batch.size = count
                $0.evaluator.measure.repeats = .fixed(repeats)
                $0.evaluator.measure.statistic = .mean
            }
        }
    }

    /// What so many examples find.
    static let batched = batches.map { count in
        ClaimRow(
            "Accepted, 20 points better", "\(count) of 234 examples, 15 % answered anew",
            .accepted(step: 1), .nothing, .answers(.churn(0.15), gain: TrueGain(0.2, from: 1)), train: 234
        ) { $0.batch.size = count }
    }

    /// A step after many that gained nothing: along a chain neither may luck grow nor power fall, by more than 3 in 100.
    static func chains(gain share: Double) -> [ClaimRow] {
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

    /// The same over examples whose answers vary from one evaluation to the next: what is stored of a parent grows, so it finds as much late as early.
    static let noisyChains = [0, 0.25].flatMap { share in
        MeasureSettings.Compare.allCases.flatMap { compare in
            [1, 40].map { step in
                ClaimRow(
                    share == 0
                        ? "Accepted at a step, answers by coin each time"
                        : "Accepted at a step, answers by coin each time, 25 points better",
                    "\(compare.rawValue), 20 examples, step \(step)", .accepted(step: step),
                    share == 0 ? .atMost(0.05) : .atLeast(0.31),
                    .answers(.dice, gain: TrueGain(share, from: step)), steps: step, train: 20
                ) { $0.evaluator.measure.compare = compare }
            }
        }
    }
}
