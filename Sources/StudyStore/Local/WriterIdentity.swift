import Git
import Platform
import StudyModel

/// Who writes in this clone: an ID that is kept beside the repository and bound to the clone's place, on the disk before anything goes by it.
///
/// A copied clone is in another place, so its copy of the file does not count and it gets an ID of its own.
struct WriterIdentity {
    private let context: GitContext
    private let place: ClonePlace

    private var path: String { context.commonDirectory + "hone/writer" }

    init(of context: GitContext) throws(FileError) {
        self.init(of: context, at: try ClonePlace(of: context.commonDirectory))
    }

    init(of context: GitContext, at place: ClonePlace) {
        self.context = context
        self.place = place
    }

    /// Returns the clone's writer, or `nil` while it has none.
    func existing() throws -> WriterID? { try known()?.writer }

    /// Returns the clone's writer, and gives it one first where it has none.
    func obtain(random: () -> UInt64) throws -> WriterID {
        if let (writer, isCurrent) = try known() {
            // So that the next change of place is again only one.
            if !isCurrent { try replace(by: writer) }
            return writer
        }
        let writer = Self.newWriter(random)
        let access = try context.fileAccess()
        try HostFile.makeFolder(HostFile.folder(of: path), access: access)
        if try HostFile.create(path, with: line(of: writer), access: access) { return writer }
        // Either another process was faster, and its ID holds, or the file is a copied clone's.
        if let other = try existing() { return other }
        try replace(by: writer)
        return writer
    }

    /// Gives the clone another writer: somebody else goes by the one that it had.
    func renew(random: () -> UInt64) throws -> WriterID {
        let writer = Self.newWriter(random)
        try replace(by: writer)
        return writer
    }

    private static func newWriter(_ random: () -> UInt64) -> WriterID {
        let digits = String(UInt32(truncatingIfNeeded: random()), radix: 16)
        let text = String(repeating: "0", count: 8 - digits.count) + digits
        guard let writer = WriterID(text: text) else { preconditionFailure("eight digits are a writer") }
        return writer
    }

    private func replace(by writer: WriterID) throws {
        try HostFile.replace(path, with: line(of: writer), access: context.fileAccess(), durable: .now)
    }

    private func line(of writer: WriterID) -> [UInt8] { Array("\(writer) \(place.words)\n".utf8) }

    /// The writer that the file names, if it is this clone's, and whether the file says where that is now.
    private func known() throws -> (writer: WriterID, isCurrent: Bool)? {
        let words = try HostFile.text(path)?.split(whereSeparator: \.isWhitespace) ?? []
        guard let writer = words.first.flatMap({ WriterID(text: String($0)) }) else { return nil }
        if words.count == 2 {
            // Earlier versions wrote `<device>:<inode>`, and the number of a device is another after each start.
            return words[1].split(separator: ":").last == "\(place.inode)" ? (writer, false) : nil
        }
        guard let written = ClonePlace(words: words.dropFirst()), written.isSame(as: place) else {
            return nil
        }
        return (writer, written == place)
    }
}
