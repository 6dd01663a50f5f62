import Foundation

/// Every file of a folder with its mode and content.
struct FolderSnapshot: Equatable {
    private let entries: [String: Entry]

    private struct Entry: Equatable {
        let mode: UInt32
        /// A file's bytes, or a link's target; empty for folders.
        let content: [UInt8]
    }

    /// - Parameter leaving: says of a path, relative to the folder, that it is left out.
    init(_ folder: String, leaving isLeftOut: (String) -> Bool = { _ in false }) throws {
        var entries: [String: Entry] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where !isLeftOut(path) {
            entries[path] = try Self.entry(folder + "/" + path)
        }
        self.entries = entries
    }

    /// The paths that differ from another snapshot.
    func differences(from other: FolderSnapshot) -> [String] {
        Set(entries.keys).union(other.entries.keys).filter { entries[$0] != other.entries[$0] }.sorted()
    }

    private static func entry(_ path: String) throws -> Entry {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw CocoaError(.fileReadUnknown) }
        let content: [UInt8] =
            switch status.st_mode & S_IFMT {
            case S_IFREG: Array(try Data(contentsOf: URL(filePath: path)))
            case S_IFLNK: Array(try FileManager.default.destinationOfSymbolicLink(atPath: path).utf8)
            default: []
            }
        return Entry(mode: status.st_mode, content: content)
    }
}
