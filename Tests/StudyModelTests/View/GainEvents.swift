import StudyModel

/// Events of runs whose gains are told, and what is told of them.
enum GainEvents {
    private typealias E = Examples

    /// A run of interleaved timings on a machine that drifts: each step gains 10 %, and a fresh reading of everything is lower.
    static let drifting = [
        event(1, from: 0, score: 36, gain: 4, over: 40), event(2, from: 1, score: 18, gain: 2, over: 20),
        event(3, from: 2, score: 9, gain: 1, over: 10),
    ]

    static func event(_ number: Int, from parent: Int, score: Double, gain: Double, over: Double)
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

    static func view(_ events: [Event], _ study: (inout Study) -> Void = { _ in }) -> RunView {
        var record = E.run()
        study(&record.study)
        return RunView(record, events: [.step(E.step(0, score: 50, .accepted))] + events)
    }

    static func confirmation(of number: Int, gain: Double, over: Double, confirmed: Bool = true) -> Event {
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

    static func overBase(_ number: Int, in view: RunView) -> KnownGain? {
        view.gain(of: E.commit(number), over: E.commit(0))
    }
}
