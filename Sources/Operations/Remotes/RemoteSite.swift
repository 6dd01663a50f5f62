import Git
import ObjectIDs
import StudyStore
import Wiring

/// A remote of the user's repository, reached as their own git reaches it: its transports, credentials, hooks.
struct RemoteSite: Sendable {
    let name: String
    let git: UserGit

    var refs: RemoteRefs { RemoteRefs(remote: name) }
    /// The setting that says whether journals may go there.
    private var agreement: String { "hone.\(name).journals" }

    /// Finds a remote by name; without one, that of the current branch, else `origin`, else the only one.
    init(named wanted: String?, git: UserGit, repository: Repository) async throws {
        let existing = try await git.run(["remote"]).split(separator: "\n").map(String.init)
        guard !existing.isEmpty else { throw Problem.remote(.noRemotes) }
        if let wanted {
            guard existing.contains(wanted) else {
                throw Problem.remote(.unknownRemote(wanted, existing: existing))
            }
            name = wanted
        } else {
            name =
                try await Self.upstream(of: repository, among: existing)
                ?? (existing.contains("origin") || existing.count > 1 ? "origin" : existing[0])
            guard existing.contains(name) else {
                throw Problem.remote(.unknownRemote(name, existing: existing))
            }
        }
        self.git = git
    }

    private static func upstream(of repository: Repository, among existing: [String]) async throws -> String?
    {
        guard case .branch(let branch, _) = try await repository.head() else { return nil }
        return try repository.context.setting("branch.\(branch).remote").flatMap { remote in
            existing.contains(remote) ? remote : nil
        }
    }

    /// Brings what the remote has of ours to the refs that follow it.
    func fetch() async throws {
        try await git.transfer("fetch", ["--no-tags", "--prune", name] + refs.fetchSpecs)
    }

    /// Whether journals may go to this remote; `nil` where nobody has said.
    func agreement(in repository: Repository) async throws -> Bool? {
        try repository.context.flag(agreement)
    }

    func agree(in repository: Repository) throws {
        try repository.context.set(agreement, to: "true")
    }

    /// The remote's refs of a pattern, by name.
    func list(_ pattern: String) async throws -> [String: ObjectID] {
        let lines = try await git.run(["ls-remote", name, pattern]).split(separator: "\n")
        let pairs = lines.compactMap { line -> (String, ObjectID)? in
            let parts = line.split(separator: "\t")
            guard parts.count == 2, let id = ObjectID(hex: parts[0]) else { return nil }
            return (String(parts[1]), id)
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
