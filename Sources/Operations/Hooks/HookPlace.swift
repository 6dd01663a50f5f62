import GitHooks
import Platform
import Wiring

/// One hook's place in a folder: the hook that git runs, and beside it the one that was there before hone's.
///
/// Files are moved by renaming: links stay links, and nothing that a user wrote is ever written anew.
struct HookPlace: Sendable {
    let hook: GitHook
    let path: String

    var kept: String { path + ".before-hone" }

    init(_ hook: GitHook, in folder: String) {
        self.hook = hook
        path = "\(folder)/\(hook.rawValue)"
    }

    func status() throws -> HookStatus {
        HookStatus(hook: hook, found: try found(), keepsAnother: try HostFile.status(kept) != nil)
    }

    /// Throws what would keep `install` and `uninstall` from leaving a user's hooks as they were.
    func requireRoom() throws {
        let status = try status()
        if status.found == .another, status.keepsAnother {
            throw Problem.hooks(.covered(hook, path: path, kept: kept))
        }
    }

    /// Puts hone's hook in place, for whomever `access` lets run it, and keeps another that is there.
    func install(access: FileAccess) throws {
        let found = try found()
        guard found != .current else { return }
        let new = path + ".hone-new"
        try HostFile.removeFile(new)
        try HostFile.writeNew(hook.bytes, to: new, access: access)
        if found == .another { try HostFile.move(path, to: kept) }
        try HostFile.move(new, to: path)
    }

    /// Takes hone's hook away, and puts back the one that was there before.
    func uninstall() throws {
        let status = try status()
        if status.keepsAnother { return try HostFile.move(kept, to: path) }
        guard status.found == .current || status.found == .outdated else { return }
        try HostFile.removeFile(path)
    }

    private func found() throws -> HookStatus.Found {
        guard let status = try HostFile.status(path) else { return .nothing }
        guard status.kind == .file, let bytes = try HostFile.bytes(path), GitHook.isOurs(bytes) else {
            return .another
        }
        return bytes == hook.bytes && HostFile.isExecutable(path) ? .current : .outdated
    }
}
