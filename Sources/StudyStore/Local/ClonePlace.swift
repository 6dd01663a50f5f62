import Platform
import Text

/// What tells one clone from another: the folder's number on its disk, where it is, and on which machine.
///
/// None of them holds for good. A disk that is mounted again keeps the number of the folder and not its own, a clone that is moved its number and
/// machine, one in a container its place and maybe the rest; a copy shares with the original one of the three at the most.
struct ClonePlace: Hashable, Sendable {
    let inode: UInt64
    /// Digests: of the path, and of what names the machine.
    let path: String
    let machine: String

    init(inode: UInt64, path: String, machine: String) {
        self.inode = inode
        self.path = Digest("hone path \(path)".utf8).hexadecimal
        self.machine = Digest("hone machine \(machine)".utf8).hexadecimal
    }

    /// The place of the folder at a path, as it is now.
    init(of folder: String) throws(FileError) {
        guard let status = HostFile.target(folder) else { throw FileError("look at the folder", folder) }
        self.init(inode: status.inode, path: try HostFile.realPath(folder), machine: Machine.name)
    }

    /// Whether this is a clone that was there: two of the three agree.
    func isSame(as other: ClonePlace) -> Bool {
        [inode == other.inode, path == other.path, machine == other.machine].count { $0 } > 1
    }

    // MARK: - In words

    init?(words: some Collection<Substring>) {
        let words = Array(words)
        guard words.count == 3, let inode = UInt64(words[0]) else { return nil }
        self.inode = inode
        path = String(words[1])
        machine = String(words[2])
    }

    var words: String { "\(inode) \(path) \(machine)" }
}
