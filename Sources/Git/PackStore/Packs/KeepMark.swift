import Glibc
import Platform

/// What the `.keep` file of a pack says while a process of ours holds it: which one.
///
/// All those of one repository are one file of several names: a further name costs a fifth of a file of its own, and taking
/// it away less than that. The file lies in the common directory's `hone/keeps` and goes at the end of its life.
final class KeepMark {
    private let path: String
    private let access: FileAccess

    init(commonDirectory: String, access: FileAccess) throws(GitError) {
        self.access = access
        let folder = Self.folder(commonDirectory)
        try SmallFile.makeFolder(commonDirectory + "hone", access)
        try SmallFile.makeFolder(folder, access)
        path = folder + ProcessMark.passingName
        try SmallFile.write(Self.text, to: path, access)
    }

    deinit { unlink(path) }

    /// Puts the mark at a path; what is there already is replaced.
    func put(at target: String) throws(GitError) {
        if link(path, target) == 0 { return }
        guard errno == EEXIST else {
            // The file system has no further names for a file.
            return try SmallFile.replace(target, with: Self.text, access)
        }
        let passing = path + ".new"
        guard link(path, passing) == 0 else { throw GitError(systemCall: "keep a pack", path: target) }
        // Where both are this very mark, neither name goes.
        defer { unlink(passing) }
        try SmallFile.rename(passing, to: target)
    }

    /// Removes the files of processes that have died, and returns their numbers.
    static func removeStale(commonDirectory: String) throws(GitError) -> Set<UInt64> {
        let folder = folder(commonDirectory)
        var removed: Set<UInt64> = []
        for name in try SmallFile.names(in: folder) {
            guard let text = try SmallFile.text(folder + name), let inode = SmallFile.inode(folder + name),
                ProcessMark.isNobodys(text, in: name, modified: SmallFile.modificationTime(folder + name))
            else { continue }
            try SmallFile.remove(folder + name)
            removed.insert(inode)
        }
        return removed
    }

    private static func folder(_ commonDirectory: String) -> String { commonDirectory + "hone/keeps/" }

    private static var text: [UInt8] { Array(ProcessMark.current.text.utf8) }
}
