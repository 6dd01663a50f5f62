import Git
import GitHooks
import Platform
import Wiring

/// The folder where git looks for the hooks of a checkout, with hone's among them.
struct HooksFolder: Sendable {
    /// Absolute.
    let path: String
    /// Notes for the hooks, in the common git directory: where `hone` is, and whether the folder is of hone's making.
    private let notes: String
    private let context: GitContext

    init(_ path: String, of context: GitContext) {
        self.path = path
        self.context = context
        notes = context.commonDirectory + "hone/program"
    }

    private var places: [HookPlace] { GitHook.allCases.map { HookPlace($0, in: path) } }

    func statuses() throws -> [HookStatus] { try places.map { try $0.status() } }

    /// Puts all hooks in place, or changes nothing where one has no room.
    ///
    /// - Parameter program: the path of the `hone` that the hooks call.
    func install(program: String) throws {
        let access = try context.fileAccess()
        let isNew = try requireFolder(access)
        for place in places { try place.requireRoom() }
        let wasMade = try isNew || madeFolder()
        try HostFile.makeFolder(HostFile.folder(of: notes), access: access)
        try HostFile.removeFile(notes)
        let text = program + "\n" + (wasMade ? Self.made : "")
        try HostFile.writeNew(Array(text.utf8), to: notes, access: access)
        for place in places { try place.install(access: access.executable) }
    }

    /// Leaves the folder as it was before hone's hooks came.
    func uninstall() throws {
        for place in places { try place.requireRoom() }
        for place in places { try place.uninstall() }
        // A folder that holds something else by now is not removed by this.
        if try madeFolder() { HostFile.removeEmptyFolder(path) }
        try HostFile.removeFile(notes)
        HostFile.removeEmptyFolder(HostFile.folder(of: notes))
    }

    private static let made = "made the folder\n"

    private func madeFolder() throws -> Bool {
        try HostFile.text(notes).map { $0.hasSuffix("\n" + Self.made) } ?? false
    }

    /// Returns whether the folder had to be made; throws where no files can be put into it.
    private func requireFolder(_ access: FileAccess) throws -> Bool {
        do throws(FileError) {
            if try HostFile.makeNewFolder(path, access: access) { return true }
            try HostFile.requireRoom(in: path)
            return false
        } catch {
            throw unusable(error.words)
        }
    }

    private func unusable(_ reason: String) -> Problem {
        .hooks(.unusableFolder(path: path, reason: reason))
    }
}
