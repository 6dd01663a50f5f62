import Search
import StudyModel

extension ClaimRow {
    /// All rows of the table, those of a group together.
    ///
    /// Which rules and strategies there are is asked of those who define them, so that a new one has its rows at once.
    static let all: [ClaimRow] = {
        let rows = acceptances + selections + claims + strategies + coverages + aggregates
        let groups = Dictionary(grouping: rows, by: \.group)
        return rows.reduce(into: (seen: Set<String>(), all: [ClaimRow]())) { result, row in
            if result.seen.insert(row.group).inserted { result.all += groups[row.group] ?? [] }
        }.all
    }()

    /// Whether a step is accepted.
    private static let acceptances =
        timings + confidences + coins + batched + chains(gain: 0) + chains(gain: 0.05) + noisyChains

    /// What the end says of the winner.
    private static let claims = closings + looks + rules + decided + apart + finds

    /// Every strategy by its own rule.
    private static let strategies = StrategyKind.all.flatMap { kind in
        let choose = { (study: inout Study) in
            study.search.strategy = StrategySettings(kind.name)
            study.search.accept.rule = kind.rule
        }
        return [
            ClaimRow(
                "Claimed by a strategy, with no gain", "\(kind.name), timings, 20 steps", .claimed,
                .atMost(0.025), .timings(.normal, gain: .none), steps: 20
            ) { choose(&$0) },
            ClaimRow(
                "Claimed by a strategy, with no gain", "\(kind.name), validation 20, 20 steps", .claimed,
                .atMost(0.025), .answers(.churn(0.15), gain: .none), steps: 20, train: 15, validation: 20
            ) {
                choose(&$0)
                $0.search.select = .validation
            },
        ]
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
        + [10, 15, 50, 175].flatMap { coverage(of: .coins, $0) }
        + [AnswerNoise.churn(0.15), .figures, .costs].flatMap { noise in
            [10, 50].flatMap { coverage(of: noise, $0) }
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

    /// A score that is no mean over examples: what is accepted by swaps of rows, claimed of the best, and left out by draws of them.
    private static let aggregates =
        [8, 20].map { count in
            ClaimRow(
                "Accepted, F1", "no gain, train \(count)", .accepted(step: 1), .atMost(0.05),
                .answers(.classes, gain: .none), train: count)
        }
        + [(20, 0), (10, 20), (10, 50)].flatMap { validation, confirm in
            [(ClaimRow.Question.claimed, 0.025), (.missed, 0.06)].map { question, rate in
                let split = confirm > 0 ? "confirm \(confirm)" : "validation \(validation)"
                return ClaimRow(
                    question == .claimed ? "Claimed, F1, with no gain" : "True gain left out, F1",
                    "the best of 5, \(split)", question, .atMost(rate), .answers(.classes, gain: .none),
                    steps: 5, train: 10, validation: validation, confirm: confirm
                ) {
                    $0.search.accept.rule = .always
                    $0.search.select = .validation
                }
            }
        }
}
