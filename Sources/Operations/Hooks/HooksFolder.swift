import GitHooks
import Glibc
import Wiring

/// The folder where git looks for the hooks of a checkout, with hone's among them.
struct HooksFolder: Sendable {
    /// Absolute.
    let path: String
    /// Notes for the hooks, in the common git directory: where `hone` is, and whether the folder is of hone's making.
    private let notes: String

    init(_ path: String, commonDirectory: String) {
        self.path = path
        notes = commonDirectory + "hone/program"
    }

    private var places: [HookPlace] { GitHook.allCases.map { HookPlace($0, in: path) } }

    func statuses() throws -> [HookStatus] { try places.map { try $0.status() } }

    /// Puts all hooks in place, or changes nothing where one has no room.
    ///
    /// - Parameter program: the path of the `hone` that the hooks call.
    func install(program: String) throws {
        let isNew = try requireFolder()
        for place in places { try place.requireRoom() }
        let wasMade = try isNew || madeFolder()
        mkdir(String(notes.dropLast("/program".count)), 0o777)
        unlink(notes)
        let text = program + "\n" + (wasMade ? Self.made : "")
        try LocalBytes.write(Array(text.utf8), to: notes, mode: 0o666)
        for place in places { try place.install() }
    }

    /// Leaves the folder as it was before hone's hooks came.
    func uninstall() throws {
        for place in places { try place.requireRoom() }
        for place in places { try place.uninstall() }
        // A folder that holds something else by now is not removed by this.
        if try madeFolder() { rmdir(path) }
        unlink(notes)
        rmdir(String(notes.dropLast("/program".count)))
    }

    private static let made = "made the folder\n"

    private func madeFolder() throws -> Bool {
        try LocalBytes.read(notes).map { String(decoding: $0, as: UTF8.self).hasSuffix("\n" + Self.made) }
            ?? false
    }

    /// Returns whether the folder had to be made; throws where no files can be put into it.
    private func requireFolder() throws -> Bool {
        if mkdir(path, 0o777) == 0 { return true }
        var status = stat()
        guard errno == EEXIST, stat(path, &status) == 0 else { throw unusable(errorWords(errno)) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw unusable(errorWords(ENOTDIR)) }
        guard access(path, W_OK | X_OK) == 0 else { throw unusable(errorWords(errno)) }
        return false
    }

    private func unusable(_ reason: String) -> Problem {
        .hooks(.unusableFolder(path: path, reason: reason))
    }
}
