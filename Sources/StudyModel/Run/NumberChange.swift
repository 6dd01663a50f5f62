/// A number of a file that was set to another.
package struct NumberChange: Hashable, Sendable {
    package let path: String
    /// From 1.
    package let line: Int
    /// As both are written there.
    package let from: String
    package let to: String

    package init(path: String, line: Int, from: String, to: String) {
        self.path = path
        self.line = line
        self.from = from
        self.to = to
    }

    /// `src/sort.c:8 64 to 128`.
    private var words: String { "\(path):\(line) \(from) to \(to)" }

    /// The first of some, and how many more there are.
    static func words(_ changes: [NumberChange]) -> String {
        let others = changes.count > mostTold + 1 ? changes.count - mostTold : 0
        return changes.dropLast(others).map(\.words).joined(separator: ", ")
            + (others > 0 ? " and \(others) more" : "")
    }

    private static let mostTold = 4
}

extension NumberChange {
    init(_ fields: Fields) throws(FormatError) {
        self.init(
            path: try fields.value("path"), line: try fields.value("line"), from: try fields.value("from"),
            to: try fields.value("to"))
    }

    package func write(to line: inout ObjectWriter) {
        line.put("path", path)
        line.put("line", self.line)
        line.put("from", from)
        line.put("to", to)
    }
}
