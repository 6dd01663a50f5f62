import StudyModel
import Testing

@testable import WebUI

struct ExampleTableTests {
    private func evaluation(_ values: [String: [Double]]) -> Evaluation {
        let trials = values.flatMap { id, values in
            values.enumerated().map {
                Trial(example: id, repetition: $0.offset, seed: 1, metrics: ["score": $0.element])
            }
        }
        return Evaluation(outcome: .scored, trials: trials)
    }

    @Test func `wins, losses and the same are told by the objective's direction`() throws {
        let base = evaluation(["a": [1, 3], "b": [2], "c": [5], "only": [1]])
        let candidate = evaluation(["a": [1, 1], "b": [2], "c": [9]])
        let table = try #require(
            ExampleTable(base: base, candidate: candidate, objective: Objective(direction: .minimize)))
        #expect(table.exampleRows.map(\.id) == ["c", "a", "b"])
        #expect(table.exampleRows.map(\.result) == ["lost", "won", "same"])
        #expect(table.exampleRows.map(\.gain) == ["-4", "+1", "0"])
        #expect(
            table.exampleWords.hasPrefix(
                "Of 3 examples that both were tried on, it won 1 and lost 1; 1 are the same."))
    }

    @Test func `a study without examples has no such table`() {
        #expect(
            ExampleTable(
                base: evaluation([:]), candidate: evaluation([:]), objective: Objective(direction: .maximize))
                == nil)
    }
}
