import Platform
import StudyModel

/// Who writes in this clone: an ID that is kept beside the repository and bound to the folder's identity.
///
/// A copied clone is another folder, so its copy of the file does not count and it gets an ID of its own.
struct WriterIdentity {
    /// The git directory that all worktrees share, with a slash at the end.
    let commonDirectory: String

    private var path: String { commonDirectory + "hone/writer" }

    /// Returns the clone's writer, or `nil` while it has none.
    func existing() throws -> WriterID? {
        let words = try HostFile.text(path)?.split(whereSeparator: \.isWhitespace) ?? []
        guard words.count == 2, String(words[1]) == (try folderIdentity()) else { return nil }
        return WriterID(text: String(words[0]))
    }

    /// Returns the clone's writer, and gives it one first where it has none.
    func obtain(random: () -> UInt64) throws -> WriterID {
        if let writer = try existing() { return writer }
        let digits = String(UInt32(truncatingIfNeeded: random()), radix: 16)
        let text = String(repeating: "0", count: 8 - digits.count) + digits
        guard let writer = WriterID(text: text) else { preconditionFailure("eight digits are a writer") }
        let line = "\(writer) \(try folderIdentity())\n"
        try HostFile.makeFolder(HostFile.folder(of: path), mode: 0o777)
        if try HostFile.create(path, with: Array(line.utf8)) { return writer }
        // Either another process was faster, and its ID holds, or the file is a copied clone's.
        if let other = try existing() { return other }
        try HostFile.replace(path, with: Array(line.utf8))
        return writer
    }

    /// The device and inode of the folder, in words.
    private func folderIdentity() throws -> String {
        guard let status = HostFile.target(commonDirectory) else {
            throw FileError("look at the folder", commonDirectory)
        }
        return "\(status.device):\(status.inode)"
    }
}
