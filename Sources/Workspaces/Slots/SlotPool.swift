import Git
import Platform
import StudyModel

/// Lends slots: folders below a root that several runs and several processes may share.
///
/// One pool serves one run. Each slot is locked while it is lent, by a lock that the kernel releases should the process die.
package actor SlotPool {
    private let root: String
    private let content: SlotContent

    /// Makes a pool whose slots lie below `root`, which is made where it is not there.
    ///
    /// The first pool of a base makes the base's view, which reads all of the base once. `environment` is the user's: of it, git gets PATH to find the user's filters. Throws
    /// `slotsInsideRepository` where the root is in a checkout or a git directory.
    package init(
        root: String, repository: Repository, base: Subject, layout: SlotLayout, sandbox: Sandbox,
        environment: [String: String]
    ) async throws {
        if let repository = try Self.repository(around: root) {
            throw WorkspaceError.slotsInsideRepository(root: root, repository: repository)
        }
        try HostFile.makeFolder(root)
        self.root = try HostFile.realPath(root)
        content = try await SlotContent(
            repository: repository, base: base, layout: layout, sandbox: sandbox, root: self.root,
            environment: environment)
    }

    /// Lends a slot of the kind until `body` ends; slots that others have at the time are passed over.
    ///
    /// What the slot holds at first is undefined: `body` moves it. All processes that `body` starts in it must have ended
    /// when it returns.
    package func withSlot<Result: Sendable>(
        _ kind: SlotKind, _ body: @Sendable (Slot) async throws -> Result
    ) async throws -> Result {
        try await body(try freeSlot(kind))
    }

    private func freeSlot(_ kind: SlotKind) throws -> Slot {
        var number = 0
        while true {
            let folder = root + "/\(kind.group)-\(number)"
            try HostFile.makeFolder(folder + "/state")
            if let lock = try FileLock(trying: folder + "/lock") {
                let site = SlotSite(folder: folder, inputs: try content.layout.inputBinds)
                return try Slot(site: site, kind: kind, content: content, lock: lock)
            }
            number += 1
        }
    }

    /// The checkout or git directory that a folder lies in, or `nil`.
    private static func repository(around folder: String) throws -> String? {
        var existing = folder[...]
        while !HostFile.exists(String(existing)), let slash = existing.lastIndex(of: "/") {
            existing = existing[..<slash]
        }
        var folder = try HostFile.realPath(existing.isEmpty ? "/" : String(existing))[...]
        while !folder.isEmpty {
            let isGitDirectory = ["HEAD", "objects", "refs"].allSatisfy { HostFile.exists(folder + "/" + $0) }
            if isGitDirectory || HostFile.exists(folder + "/.git") { return String(folder) }
            folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
        }
        return nil
    }
}
