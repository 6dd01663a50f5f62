import StudyModel
import Testing

struct MarkerRegionsTests {
    let scope = ArtifactScope(ArtifactSettings(editable: ["*"], regions: .markers), evaluatorFiles: [])
    let old = """
        int a;
        // hone: begin inner
        int b;
        int c;
        // hone: end
        int d;
        /* hone: begin outer */
        /* hone: end */
        int e;

        """

    @Test(arguments: [
        ("int b;", "int x;\nint y;"), ("int b;\nint c;\n", ""), ("/* hone: end */", "x\n/* hone: end */"),
    ])
    func `lines within a region may change, come and go`(part: String, replacement: String) {
        #expect(violation(replacing(part, replacement)) == nil)
    }

    @Test(
        arguments: [
            ("int a;", "int x;", 1), ("int a;\n", "", 1), ("int d;", "int x;", 6),
            ("int d;\n", "int d;\nint n;\n", 7),
            ("int e;", "int x;", 9), ("int e;\n", "int e;", 9), ("int e;\n", "int e;\nint f;\n", 9),
            ("// hone: begin inner", "// hone: begin other", 2), ("// hone: end", "//  hone: end", 5),
            ("/* hone: begin outer */\n/* hone: end */\n", "", 7),
            ("int e;\n", "int e;\n// hone: begin more\n// hone: end\n", 9),
            ("int b;", "// hone: end\nint x;\n// hone: begin inner", 6), ("int a;", "int a;\r", 1),
        ] as [(String, String, Int)])
    func `a change outside, or to a marker, is refused with the line`(
        part: String, replacement: String, line: Int
    ) {
        #expect(violation(replacing(part, replacement)) == .outsideMarkers(path: "f", line: line))
    }

    @Test(
        arguments: [
            ("// hone: end\n", "", 6), ("// hone: begin inner\n", "", 4),
            ("int b;", "// hone: begin nested", 3),
            ("int d;", "# hone: end", 6), ("/* hone: end */\n", "", 7), ("int b;", "x = 1 # hone: end", 5),
        ] as [(String, String, Int)])
    func `markers that do not go together are refused with the line`(
        part: String, replacement: String, line: Int
    ) {
        let new = replacing(part, replacement)
        #expect(violation(new) == .unbalancedMarkers(path: "f", line: line))
        #expect(violation(old, of: new) == .unbalancedMarkers(path: "f", line: line))
        #expect(scope.editableLines(of: Array(new.utf8)) == [])
    }

    @Test(
        arguments: [
            ("b", "x\ny", nil), ("a", "x", .outsideMarkers(path: "f", line: 1)),
            ("# EVOLVE-BLOCK-END\n", "", .unbalancedMarkers(path: "f", line: 2)),
            // The other pair would make these lines fixed.
            ("b", "# hone: begin\nb\n# hone: end", .outsideMarkers(path: "f", line: 2)),
        ] as [(String, String, ScopeViolation?)])
    func `the marks of other programs count where a file has none of ours`(
        part: String, replacement: String, violation found: ScopeViolation?
    ) {
        let old = "a\n# EVOLVE-BLOCK-START\nb\n# EVOLVE-BLOCK-END\nc\n"
        #expect(scope.editableLines(of: Array(old.utf8)) == [3...3])
        #expect(violation(old.replacing(part, with: replacement, maxReplacements: 1), of: old) == found)
        let ours = "# EVOLVE-BLOCK-START\n# hone: begin\nb\n# EVOLVE-BLOCK-END\n# hone: end\n"
        #expect(scope.editableLines(of: Array(ours.utf8)) == [3...4])
    }

    @Test func `a file without markers is not editable`() {
        #expect(violation("int x;\n", of: "int a;\n") == .noMarkers(path: "f"))
        #expect(scope.editableLines(of: Array("int a;\n".utf8)) == [])
    }

    @Test func `no file is added, deleted or given another mode`() {
        let bytes = Array(old.utf8)
        let added = FileChange(path: "f", content: .file(bytes, executable: false))
        let executable = FileChange(path: "f", content: .file(bytes, executable: true))
        let file = OldFile.file(bytes, executable: false)
        #expect(scope.violation(of: added, replacing: nil) == .noMarkers(path: "f"))
        #expect(
            scope.violation(of: FileChange(path: "f", content: .deleted), replacing: file)
                == .noMarkers(path: "f"))
        #expect(scope.violation(of: executable, replacing: file) == .noMarkers(path: "f"))
    }

    @Test func `the lines that may change are those within`() {
        #expect(scope.editableLines(of: Array(old.utf8)) == [3...4])
        let plain = "<!-- hone: begin a-->\nx\n<!-- hone: end-->"
        #expect(scope.editableLines(of: Array(plain.utf8)) == [2...2])
    }

    @Test func `words that only look like markers are text`() {
        let text = "hone: ending\nhone: beginner\nhome: begin\nhone begin\n# hone:begin a\nx\n# hone:\tend\n"
        #expect(scope.editableLines(of: Array(text.utf8)) == [6...6])
    }

    private func replacing(_ part: String, _ replacement: String) -> String {
        guard let range = old.firstRange(of: part) else { return old }
        return String(old[..<range.lowerBound] + replacement + old[range.upperBound...])
    }

    private func violation(_ new: String, of old: String? = nil) -> ScopeViolation? {
        let change = FileChange(path: "f", content: .file(Array(new.utf8), executable: false))
        return scope.violation(of: change, replacing: .file(Array((old ?? self.old).utf8), executable: false))
    }
}
