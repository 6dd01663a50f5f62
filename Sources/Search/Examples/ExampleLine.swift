import FoundationEssentials

/// A line of a file of examples with the fields that matter here.
struct ExampleLine {
    /// From 1.
    let number: Int
    let id: String
    let json: String
    /// The value of the field that splits are balanced by; empty where there is none.
    let stratum: String

    /// Reads JSON Lines; blank lines are skipped.
    static func read(_ text: String, id: String, stratum: String?) throws(ExampleError) -> [ExampleLine] {
        var seen: Set<String> = []
        var lines: [ExampleLine] = []
        // By bytes: U+2028 and its like end a line elsewhere, but may stand inside a JSON string.
        for (index, bytes) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let line = Substring(bytes.last == 13 ? bytes.dropLast() : bytes)
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            let fields = try Fields(line, number: index + 1)
            let identity = try fields.text(id)
            guard seen.insert(identity).inserted else {
                throw .duplicateID(identity, line: index + 1)
            }
            let value = try stratum.map { name throws(ExampleError) in try fields.text(name) } ?? ""
            lines.append(
                ExampleLine(number: index + 1, id: identity, json: String(line), stratum: value))
        }
        return lines
    }
}

/// The fields of one JSON object, of which those with a plain value can be asked for.
private struct Fields {
    private let values: [String: Plain]
    private let number: Int

    init(_ line: Substring, number: Int) throws(ExampleError) {
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
