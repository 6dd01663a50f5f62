import StudyModel
import Text

/// How much of what may be edited is executed where candidates are measured, in lines that say something.
package struct CheckCoverage: Hashable, Sendable {
    package private(set) var executed = 0
    package private(set) var never = 0
    /// Those that nobody counted: declarations, macros, comments, and files of which nothing was told.
    package private(set) var other = 0

    package var total: Int { executed + never + other }

    /// Counts the lines of the base that may be edited.
    init(_ coverage: LineCoverage, of base: some ArtifactView) async throws {
        for path in try await base.editablePaths() {
            let editable = try await base.editableLines(of: path)
            let text = try await base.read(path) ?? []
            for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated()
            where line.contains(where: { $0 > 32 })
                && editable?.contains(where: { $0.contains(index + 1) }) != false
            {
                switch coverage.files[path]?[index + 1] ?? .unknown {
                case .executed: executed += 1
                case .never: never += 1
                case .unknown: other += 1
                }
            }
        }
    }

    /// In a sentence without its end.
    package var sentence: String {
        func counted(_ count: Int) -> String {
            "\(count) (\(Figures.fixed(100 * Double(count) / Double(max(1, total)), digits: 0))%)"
        }
        return
            "of \(total) editable lines \(counted(executed)) are executed and \(counted(never)) never; the others nobody counted"
    }

    func write(to line: inout ObjectWriter) {
        line.put("executed", executed)
        line.put("never", never)
        line.put("other", other)
    }
}
