import Foundation

/// A fresh folder for one test, removed with everything in it at the end of its life.
package final class TemporaryDirectory: Sendable {
    /// The folder's absolute path, without a slash at the end and without symbolic links in it.
    package let path: String

    /// Creates the folder.
    package init() throws {
        var template = Array((FileManager.default.temporaryDirectory.path + "/hone-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil, let real = realpath(template, nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        path = String(cString: real)
        free(real)
    }

    deinit {
        let paths = FileManager.default.enumerator(atPath: path)
        // A test may have taken away the right to write into a folder.
        while let name = paths?.nextObject() as? String {
            if paths?.fileAttributes?[.type] as? FileAttributeType == .typeDirectory {
                chmod("\(path)/\(name)", 0o755)
            }
        }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and the folders above it.
    package func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file and the folders above it.
    package func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(filePath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    /// Returns a file's text.
    package func read(_ name: String) throws -> String {
        try String(contentsOf: URL(filePath: path + "/" + name), encoding: .utf8)
    }
}
