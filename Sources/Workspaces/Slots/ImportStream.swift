/// Writes what `git fast-import` reads: commits, notes, and where branches end.
struct ImportStream {
    private(set) var bytes: [UInt8] = []
    private let time: Int64
    private var marks = 0

    /// - Parameter time: in seconds since 1970; makes a commit the same at each build.
    init(time: Int64) { self.time = time }

    /// Begins the commit of a branch and returns its mark; what follows are its changes of the first parent.
    @discardableResult
    mutating func begin(_ branch: String, message: String, parents: [Int] = []) -> Int {
        marks += 1
        line("commit \(branch)")
        line("mark :\(marks)")
        line("committer hone <hone@localhost> \(time) +0000")
        data(Array(message.utf8))
        for (index, parent) in parents.enumerated() { line("\(index == 0 ? "from" : "merge") :\(parent)") }
        return marks
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

    mutating func remove(path: [UInt8]) {
        append("D ")
        append(path: path)
    }

    /// Adds a note on a commit to that which notes are written to.
    mutating func note(_ text: [UInt8], on mark: Int) {
        line("N inline :\(mark)")
        data(text)
    }

    /// Lets a branch end at a commit.
    mutating func reset(_ branch: String, to mark: Int) {
        line("reset \(branch)")
        line("from :\(mark)")
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
