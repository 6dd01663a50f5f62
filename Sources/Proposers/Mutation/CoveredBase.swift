import StudyModel

/// What is known of the base's lines, for candidates that were made from it.
package struct CoveredBase: Sendable {
    private let coverage: LineCoverage
    private let base: any ArtifactView

    /// - Parameter base: the files that were counted.
    package init(_ coverage: LineCoverage, of base: any ArtifactView) {
        self.coverage = coverage
        self.base = base
    }

    /// Returns what tells how much each line of a file is worth editing: as that line of the base which it was, found by the shortest edit script
    /// (Myers, "An O(ND) difference algorithm and its variations", 1986).
    func weights(of path: String) async throws -> (TextLines) -> [Double] {
        let unknown = Self.weight(.unknown)
        guard let file = coverage.files[path], let bytes = try await base.read(path),
            let old = TextLines(bytes)?.lines.map(\.content)
        else { return { $0.lines.map { _ in unknown } } }
        return { text in
            let contents = text.lines.map(\.content)
            var uses = old.indices.map { file[$0 + 1] }
            guard old != contents else { return uses.map(Self.weight) }
            let difference = contents.difference(from: old)
            for case .remove(let offset, _, _) in difference.removals.reversed() { uses.remove(at: offset) }
            // What was not there when lines were counted may be executed or not.
            for case .insert(let offset, _, _) in difference.insertions { uses.insert(.unknown, at: offset) }
            return uses.map(Self.weight)
        }
    }

    /// What is never executed cannot change what is measured but by how it is compiled; of what nobody counted, macros and constants may.
    private static func weight(_ use: LineCoverage.Use) -> Double {
        switch use {
        case .executed: 1
        case .never: 0.02
        case .unknown: 0.3
        }
    }
}
