import LanguageModel
import StudyModel
import Testing

struct ModelChoiceTests {
    private func models(_ weights: Double...) -> [ModelSettings] {
        weights.map { ModelSettings(name: "m", url: "http://localhost", weight: $0) }
    }

    @Test func `models are chosen as often as their weights say`() {
        let choice = ModelChoice(models(1, 3))
        let picks = (0..<4000).map { choice.index(seed: $0) }
        #expect(abs(picks.count { $0 == 1 } - 3000) < 120)
    }

    @Test func `a seed gives one model`() {
        let choice = ModelChoice(models(1, 1, 1))
        #expect(choice.index(seed: 7) == choice.index(seed: 7))
    }

    @Test func `a model of no weight is not chosen`() {
        let choice = ModelChoice(models(0, 1, 0))
        #expect((0..<100).allSatisfy { choice.index(seed: $0) == 1 })
    }
}
