/// What runs processes: in a sandbox, plainly, or as a test scripts it.
package protocol ProcessRunner: Sendable {
    /// Runs a process and all it starts to their end, and returns how it ended.
    ///
    /// Throws only what kept it from starting (`WorkspaceError`), and `CancellationError` after the whole process group
    /// is gone.
    func run(_ request: ProcessRequest) async throws -> ProcessResult
}
