import Foundation
import Glibc

/// The modes of files and of folders, each kind apart.
package struct Modes: Hashable, CustomStringConvertible {
    package private(set) var files: Set<UInt32> = []
    package private(set) var folders: Set<UInt32> = []

    /// Those of paths, and of all below them but where `isPassedOver` says so.
    package init(below paths: String..., passingOver isPassedOver: (String) -> Bool = { _ in false }) throws {
        try self.init(below: paths, passingOver: isPassedOver)
    }

    /// Those of paths, and of all below them but where `isPassedOver` says so.
    package init(below paths: [String], passingOver isPassedOver: (String) -> Bool = { _ in false }) throws {
        for path in paths {
            let names = try? FileManager.default.subpathsOfDirectory(atPath: path)
            for path in [path] + (names ?? []).map({ path + "/" + $0 }) where !isPassedOver(path) {
                try add(path)
            }
        }
    }

    private mutating func add(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw CocoaError(.fileNoSuchFile) }
        let mode = status.st_mode & 0o7777
        if status.st_mode & S_IFMT == S_IFDIR { folders.insert(mode) } else { files.insert(mode) }
    }

    package var description: String {
        let words = [files, folders].map { $0.map { String($0, radix: 8) }.sorted().joined(separator: " ") }
        return "files \(words[0]), folders \(words[1])"
    }
}
