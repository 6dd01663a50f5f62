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

    private func made(_ splits: [(Split?, base: Evaluation, candidate: Evaluation)]) -> ExampleTable? {
        var study = Samples.record().study
        study.objective = Objective(direction: .minimize)
        return ExampleTable(
            splits.map { ExampleTable.Part($0.0, base: $0.base, candidate: $0.candidate, of: study) },
            statistic: study.evaluator.measure.statistic)
    }

    @Test func `wins, losses and the same are told by the objective's direction`() throws {
        let base = evaluation(["a": [1, 3], "b": [2], "c": [5], "only": [1]])
        let candidate = evaluation(["a": [1, 1], "b": [2], "c": [9]])
        let table = try #require(made([(nil, base, candidate)]))
        #expect(table.exampleRows.map(\.id) == ["c", "a", "b"])
        #expect(table.exampleRows.map(\.result) == ["lost", "won", "same"])
        #expect(table.exampleRows.map(\.gain) == ["-4", "+1", "0"])
        #expect(
            table.exampleWords.hasPrefix(
                "Of 3 examples that both were tried on, it won 1 and lost 1; 1 are the same."))
    }

    @Test func `each split is counted on its own`() throws {
        let table = try #require(
            made([
                (.validation, evaluation(["v": [2], "w": [2]]), evaluation(["v": [1], "w": [3]])),
                (.train, evaluation(["t": [2]]), evaluation(["t": [1]])),
            ]))
        #expect(
            table.exampleWords.contains(
                "Of 2 validation examples that both were tried on, it won 1 and lost 1; "))
        #expect(
            table.exampleWords.contains("Of 1 train example that both were tried on, it won 1 and lost 0; "))
        #expect(table.exampleRows.count == 3)
    }

    @Test func `a study without examples has no such table`() {
        #expect(made([(.train, evaluation([:]), evaluation([:]))]) == nil)
    }
}
