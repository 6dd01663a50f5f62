/// What went wrong with a slot, a file or a process; the facts, without the wording.
package enum WorkspaceError: Error, Hashable, Sendable {
    /// No executable of that name is on the request's PATH or at the path it names.
    case executableNotFound(String)
    /// A process could not be started.
    case cannotStart(command: String, reason: String)
    /// The study asks for a sandbox and there is none that works.
    case sandboxUnavailable(reason: String, isInstalled: Bool)
    /// A git command that hone runs for itself failed.
    case gitFailed(arguments: [String], message: String)
    /// The folder for slots lies in a checkout or a git directory, where a slot would be found by looking upward.
    case slotsInsideRepository(root: String, repository: String)
    /// An evaluator input does not exist; `path` is where it was looked for.
    case missingInput(from: String, path: String)
    /// A path that the sandbox is to show is not there, as a key of the study names it.
    case missingPath(key: String, path: String)
    /// A slot's index is no index that git writes.
    case damagedIndex(String)
    /// A commit or tree that should be in the repository is not.
    case missingObject(String)
}
