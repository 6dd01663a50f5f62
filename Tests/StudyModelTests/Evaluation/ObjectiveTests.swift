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

    @Test(arguments: [(8.0, 10.0, 0.2), (12, 10, -0.2), (-12, -10, 0.2), (5, -10, -1.5)])
    func `a gain is a share of what it is over`(value: Double, other: Double, share: Double) throws {
        let gain = try #require(Objective(direction: .minimize).relativeGain(of: value, over: other))
        #expect(abs(gain - share) < 1e-12)
    }

    @Test func `there is no share of nothing`() {
        #expect(Objective(direction: .maximize).relativeGain(of: 1, over: 0) == nil)
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
