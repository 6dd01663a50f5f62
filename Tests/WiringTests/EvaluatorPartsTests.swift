import StudyModel
import Testing
import Wiring

@testable import StudyFile

/// An evaluator's identity covers all that gives its figures their meaning, each setting once.
struct EvaluatorPartsTests {
    /// But for whether figures that are known already are taken, which changes none of them.
    private static let settings = KeyReference.all.filter { key in
        if case .setting = key.role { key.path.hasPrefix("evaluator.") } else { false }
    }.map(\.path).filter { $0 != "evaluator.cache" }

    @Test(arguments: settings)
    func `a setting of the evaluator goes into one part of its identity`(key: String) {
        #expect(EvaluatorIdentity.parts(of: key).count == 1)
    }

    @Test func `what is no setting of the evaluator goes into none`() {
        #expect(Self.settings.count > 10)
        #expect(EvaluatorIdentity.parts(of: "budget.steps").isEmpty)
        #expect(EvaluatorIdentity.parts(of: "evaluator.cache").isEmpty)
    }
}
