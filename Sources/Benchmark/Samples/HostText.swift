import Glibc

/// Text files of the host, as a benchmark reads and writes them.
enum HostText {
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let code: Int32
        var description: String { "'\(path)': \(String(cString: strerror(code)))" }
    }

    static func read(_ path: String) throws -> String {
        guard let file = fopen(path, "re") else { throw Failure(path: path, code: errno) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = fopen(path, "we") else { throw Failure(path: path, code: errno) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Failure(path: path, code: errno)
        }
    }
}
