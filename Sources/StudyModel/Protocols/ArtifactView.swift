/// A candidate's files as a proposer may see them.
package protocol ArtifactView: Sendable {
    /// Returns the paths that may be edited, sorted.
    func editablePaths() async throws -> [String]
    /// Returns the paths of the study's `context`, sorted; read-only.
    func contextPaths() async throws -> [String]
    /// Returns a file's content, or `nil` where there is none, it is no regular file, or the study hides it.
    func read(_ path: String) async throws -> [UInt8]?
    /// Tells whether a file has the executable mode; `false` where there is none.
    func isExecutable(_ path: String) async throws -> Bool
    /// Tells whether these changes are in scope, change something, and give a tree that the run has not evaluated.
    func isNovel(_ changes: [FileChange]) async throws -> Bool
    /// The line ranges (1-based, closed) that may change in an editable file; `nil` for all of it.
    func editableLines(of path: String) async throws -> [ClosedRange<Int>]?
}
