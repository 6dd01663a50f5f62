import Operations
import Platform

/// A file that a command was told to write.
struct OutputFile {
    /// As it was named.
    let name: String
    private let path: String

    /// - Parameter directory: where relative names begin.
    init(_ name: String, in directory: String) {
        self.name = name
        path = name.hasPrefix("/") ? name : directory + "/" + name
    }

    /// Returns the first bytes of what is there, or `nil` where there is nothing.
    func beginning(bytes count: Int) throws -> [UInt8]? {
        do throws(FileError) {
            return try HostFile.beginning(of: path, count: count)
        } catch {
            guard error.isMissing else { throw failure("read", error) }
            return nil
        }
    }

    /// Writes the file whole: whoever reads it meanwhile sees the old one or the new one.
    func write(_ text: String) throws {
        do throws(FileError) {
            try HostFile.replace(path, with: Array(text.utf8), access: .umask)
        } catch {
            throw failure("write", error)
        }
    }

    private func failure(_ verb: String, _ error: FileError) -> ErrorReport {
        ErrorReport(what: "Cannot \(verb) '\(name)'", causes: [error.words])
    }
}
