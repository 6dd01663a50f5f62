/// Writes what `git fast-import` reads: one commit without parents.
struct ImportStream {
    private(set) var bytes: [UInt8] = []
    private let time: Int64

    /// Begins the commit of a branch; `time` is in seconds since 1970 and makes the commit the same at each build.
    init(branch: String, message: String, time: Int64) {
        self.time = time
        line("commit \(branch)")
        line("mark :1")
        line("committer hone <hone@localhost> \(time) +0000")
        data(Array(message.utf8))
    }

    mutating func add(mode: String, id: String, path: [UInt8]) {
        append("M \(mode) \(id) ")
        append(path: path)
    }

    mutating func add(mode: String, content: [UInt8], path: [UInt8]) {
        append("M \(mode) inline ")
        append(path: path)
        data(content)
    }

    /// The whole stream, with its end.
    var finished: [UInt8] { bytes + Array("done\n".utf8) }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func line(_ text: String) { append(text + "\n") }

    private mutating func data(_ content: [UInt8]) {
        line("data \(content.count)")
        bytes.append(contentsOf: content)
        line("")
    }

    /// A path in quotes, as git reads it back byte for byte.
    private mutating func append(path: [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in path {
            switch byte {
            case UInt8(ascii: "\n"): append("\\n")
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            default: bytes.append(byte)
            }
        }
        line("\"")
    }
}
