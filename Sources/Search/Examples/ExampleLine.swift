import FoundationEssentials

/// A line of a file of examples with the fields that matter here.
struct ExampleLine {
    /// From 1.
    let number: Int
    let id: String
    let json: String
    /// The values of the fields that were asked for, by name.
    let values: [String: String]

    /// Reads JSON Lines; blank lines are skipped. IDs in `seen` are others', and those that are read join them.
    static func read(
        _ text: String, id: String, fields: [String], seen: inout Set<String>
    ) throws(ExampleError) -> [ExampleLine] {
        var lines: [ExampleLine] = []
        // By bytes: U+2028 and its like end a line elsewhere, but may stand inside a JSON string.
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = Substring(bytes.last == 13 ? bytes.dropLast() : bytes)
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let found = try PlainFields(line, number: index + 1)
            let identity = try found.text(id)
            guard seen.insert(identity).inserted else {
                throw .duplicateID(identity, line: index + 1)
            }
            var values: [String: String] = [:]
            for name in fields { values[name] = try found.text(name) }
            lines.append(ExampleLine(number: index + 1, id: identity, json: String(line), values: values))
        }
        return lines
    }
}

/// The fields of one JSON object, of which those with a plain value can be asked for.
struct PlainFields {
    private let values: [String: Plain]
    private let number: Int

    init(_ line: some StringProtocol, number: Int) throws(ExampleError) {
        do {
            values = try JSONDecoder().decode([String: Plain].self, from: Data(line.utf8))
            self.number = number
        } catch { throw .notAnObject(line: number) }
    }

    func text(_ name: String) throws(ExampleError) -> String {
        guard let text = values[name]?.text else { throw .noField(name, line: number) }
        return text
    }

    /// A JSON value, as text where it is plain.
    private struct Plain: Decodable {
        let text: String?

        // What kind of value there is can only be found by trying.
        init(from decoder: any Decoder) throws {
            guard let container = try? decoder.singleValueContainer() else {
                text = nil
                return
            }
            if let string = try? container.decode(String.self) {
                text = string
            } else if let flag = try? container.decode(Bool.self) {
                text = flag ? "true" : "false"
            } else if let whole = try? container.decode(Int.self) {
                text = String(whole)
            } else {
                text = (try? container.decode(Double.self)).map { "\($0)" }
            }
        }
    }
}
