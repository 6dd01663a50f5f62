import GitHooks
import Glibc
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
        HookStatus(hook: hook, found: try found(), keepsAnother: try kind(of: kept) != nil)
    }

    /// Throws what would keep `install` and `uninstall` from leaving a user's hooks as they were.
    func requireRoom() throws {
        let status = try status()
        if status.found == .another, status.keepsAnother {
            throw Problem.hooks(.covered(hook, path: path, kept: kept))
        }
    }

    /// Puts hone's hook in place, and keeps another that is there.
    func install() throws {
        let found = try found()
        guard found != .current else { return }
        let new = path + ".hone-new"
        try write(hook.bytes, to: new)
        if found == .another { try move(path, to: kept) }
        try move(new, to: path)
    }

    /// Takes hone's hook away, and puts back the one that was there before.
    func uninstall() throws {
        let status = try status()
        if status.keepsAnother { return try move(kept, to: path) }
        guard status.found == .current || status.found == .outdated else { return }
        guard unlink(path) == 0 else { throw failure(path) }
    }

    // MARK: - Files

    private func found() throws -> HookStatus.Found {
        guard let kind = try kind(of: path) else { return .nothing }
        guard kind == S_IFREG, let bytes = try LocalBytes.read(path), GitHook.isOurs(bytes) else {
            return .another
        }
        return bytes == hook.bytes && access(path, X_OK) == 0 ? .current : .outdated
    }

    /// The kind of a file, links not followed; `nil` where there is none.
    private func kind(of path: String) throws -> mode_t? {
        var status = stat()
        if lstat(path, &status) == 0 { return status.st_mode & S_IFMT }
        guard errno == ENOENT || errno == ENOTDIR else { throw failure(path) }
        return nil
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure(path) }
        try LocalBytes.write(bytes, to: path, mode: 0o777)
    }

    private func move(_ old: String, to new: String) throws {
        guard rename(old, new) == 0 else { throw failure(old) }
    }

    private func failure(_ path: String) -> Problem {
        .repository(.localFile(path: path, reason: errorWords(errno)))
    }
}
