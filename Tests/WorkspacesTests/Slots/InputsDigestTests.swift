import StudyModel
import TestSupport
import Testing

@testable import Workspaces

struct InputsDigestTests {
    private func digest(of folder: TemporaryDirectory) throws -> String {
        try SlotLayout(inputs: [EvaluatorInput(from: folder.path, to: "data")]).inputsDigest()
    }

    @Test func `a changed byte of the same size at the same second changes it, and nothing else does`() throws
    {
        let one = try TemporaryDirectory()
        try one.write("7", to: "factor")
        try one.write("x", to: "below/deep")
        let before = try digest(of: one)
        let copy = try TemporaryDirectory()
        try copy.write("x", to: "below/deep")
        try copy.write("7", to: "factor")
        #expect(try digest(of: copy) == before, "a copy elsewhere is the same input")
        try one.write("1", to: "factor")
        #expect(try digest(of: one) != before)
        try one.write("7", to: "factor")
        #expect(try digest(of: one) == before)
        try one.write("", to: "new")
        #expect(try digest(of: one) != before)
    }

    @Test func `an input that is not there is named`() throws {
        let folder = try TemporaryDirectory()
        let layout = SlotLayout(inputs: [EvaluatorInput(from: folder.path + "/gone", to: "data")])
        #expect(throws: WorkspaceError.missingInput(from: folder.path + "/gone", path: folder.path + "/gone"))
        {
            try layout.inputsDigest()
        }
    }
}
