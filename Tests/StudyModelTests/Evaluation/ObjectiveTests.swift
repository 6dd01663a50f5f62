import StudyModel
import Testing

struct ObjectiveTests {
    @Test func `less is better where the objective is minimized, more where it is maximized`() {
        let less = Objective(direction: .minimize)
        let more = Objective(direction: .maximize)
        #expect(less.isBetter(1, than: 2) && !less.isBetter(2, than: 1))
        #expect(more.isBetter(2, than: 1) && !more.isBetter(1, than: 2))
        #expect(!less.isBetter(1, than: 1) && !more.isBetter(1, than: 1))
    }

    @Test func `scores of one sample by one evaluator have a difference, others have none`() {
        let more = Objective(direction: .maximize)
        func score(
            _ value: Double, _ ids: [String], _ split: Split = .train, sitting: String,
            by judge: String? = "e"
        ) -> Score {
            Score(
                value, on: Sample(split: split, examples: ExampleSet(ids, of: 9), sitting: sitting),
                by: judge.map(EvaluatorTag.init))
        }
        let one = score(0.5, ["a", "b"], sitting: "1.1")
        #expect(more.gain(of: one, over: score(0.25, ["b", "a"], sitting: "2.1")) == 0.25)
        #expect(more.isBetter(one, than: score(0.25, ["a", "b"], sitting: "2.1")))
        for other in [
            score(0.25, ["a", "c"], sitting: "1.1"), score(0.25, ["a", "b"], .validation, sitting: "1.1"),
            score(0.25, ["a", "b"], sitting: "1.1", by: "f"),
            score(0.25, ["a", "b"], sitting: "1.1", by: nil),
        ] {
            #expect(more.gain(of: one, over: other) == nil)
            #expect(!more.isBetter(one, than: other) && !more.isBetter(other, than: one))
        }
    }

    @Test(arguments: [
        (Constraint.Relation.atMost, 1.0, true), (.less, 1, false), (.atLeast, 1, true), (.greater, 1, false),
        (.equal, 1, true), (.atMost, 2, false), (.less, 0, true), (.equal, 2, false),
    ])
    func `a constraint holds as it reads`(relation: Constraint.Relation, value: Double, holds: Bool) {
        #expect(Constraint(metric: "m", relation: relation, limit: 1).holds(for: value) == holds)
    }

    @Test func `a gain is asked for in the metric's unit`() {
        #expect(Gain.relative(0.5).amount(over: -4) == 2)
        #expect(Gain.absolute(0.5).amount(over: -4) == 0.5)
    }
}
