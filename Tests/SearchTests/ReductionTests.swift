import Search
import Simulation
import StudyModel
import Testing

/// Which part of a change keeps its gain.
struct ReductionTests {
    /// What came of a part where base, whole and part have these values, on as many examples as each has.
    private func finding(
        base: Double, whole: Double, part: Double, examples: Int = 0, _ change: (inout Study) -> Void
    ) async throws -> Reduction<ScriptedEvaluator>.Finding {
        let study = Study.test(change)
        let repository = InMemoryRepository(study, base: ["x": "\(base)"])
        let root = repository.record.base
        func subject(_ value: Double) async throws -> Subject {
            let commit = await repository.commit(["x": "\(value)"], on: Parents(root), note: "\(value)")
            return Subject(commit: commit, tree: try await repository.tree(of: commit))
        }
        let reduction = Reduction(
            study, evaluator: ScriptedEvaluator.number(repository), base: try await subject(base),
            whole: try await subject(whole),
            examples: (0..<examples).map { Example(id: "\($0)", json: "{}", split: .train) })
        return try await reduction.finding(on: try await subject(part), number: 1)
    }

    @Test(arguments: AcceptanceSettings.Rule.allCases)
    func
        `a part as good as the whole keeps its gain, and one as good as the base does not, whatever is accepted`(
            rule: AcceptanceSettings.Rule
        ) async throws
    {
        for examples in [0, 8] {
            let change = { (study: inout Study) in study.search.accept.rule = rule }
            let same = try await finding(base: 1, whole: 5, part: 5, examples: examples, change)
            #expect(same.keepsGain, "\(same.why)")
            let none = try await finding(base: 1, whole: 5, part: 1, examples: examples, change)
            #expect(!none.keepsGain, "\(none.why)")
            let less = try await finding(base: 1, whole: 5, part: 3, examples: examples, change)
            #expect(!less.keepsGain && less.why.hasPrefix("the whole is better: gain 2"), "\(less.why)")
        }
    }
}
