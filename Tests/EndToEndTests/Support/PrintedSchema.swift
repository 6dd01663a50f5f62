import Foundation

/// What `hone-json(7)` says is printed: objects and documents by name, with their fields.
struct PrintedSchema {
    struct Fault: Error { let words: String }

    /// By the heading of its table, the type of each field.
    let objects: [String: [String: String]]
    /// The examples that stand below a table, by its heading.
    let examples: [(name: String, text: String)]

    init() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "templates/manual/manual_json.md")
        var objects: [String: [String: String]] = [:]
        var examples: [(String, String)] = []
        var heading = ""
        var code: [Substring]?
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("```") {
                if let code { examples.append((heading, code.joined(separator: "\n"))) }
                code = code == nil ? [] : nil
            } else if code != nil {
                code?.append(line)
            } else if line.hasPrefix("### ") {
                heading = String(line.dropFirst(4))
            } else if let row = line.wholeMatch(of: /\| `([^`]+)` \| ([^|]+) \| .+ \|/), !heading.isEmpty {
                objects[heading, default: [:]][String(row.1)] = String(row.2)
            }
        }
        self.objects = objects
        self.examples = examples
    }

    /// All names of fields, in whatever object.
    var fields: Set<String> { Set(objects.values.flatMap(\.keys)) }

    /// The types that the tables speak of.
    var types: Set<String> {
        Set(objects.values.flatMap(\.values).map(Self.item)).subtracting(Self.plain)
    }

    private static let plain = ["text", "number", "flag", "commit", "time", "any"]

    /// The type of what a list holds, or an object by name.
    private static func item(_ type: String) -> String {
        if type.hasPrefix("list of ") { return String(type.dropFirst("list of ".count)) }
        return type.hasSuffix(" by name") ? String(type.dropLast(" by name".count)) : type
    }

    /// What of a value is not as the page has it, by path.
    func faults(in value: Any, of type: String, at path: String) -> [String] {
        let item = Self.item(type)
        if type.hasPrefix("list of ") {
            guard let list = value as? [Any] else { return ["\(path) is no list"] }
            return list.flatMap { faults(in: $0, of: item, at: path + "[]") }
        }
        if type.hasSuffix(" by name") {
            guard let named = value as? [String: Any] else { return ["\(path) is no object"] }
            return named.flatMap { faults(in: $1, of: item, at: path + ".NAME") }
        }
        if Self.plain.contains(type) {
            return Self.isPlain(value, type) ? [] : ["\(path) is no \(type): \(value)"]
        }
        guard let fields = value as? [String: Any] else { return ["\(path) is no object"] }
        let known = self.fields(of: type)
        return fields.flatMap { name, value -> [String] in
            guard let type = known[name] else { return ["\(path) has '\(name)'"] }
            return faults(in: value, of: type, at: path + "." + name)
        }
    }

    /// The same of a line of a stream, by its type; of an event that is no step what every line has is asked for.
    func faults(inLine line: some StringProtocol) throws -> [String] {
        guard let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let type = fields["type"] as? String
        else { return ["no line: \(line)"] }
        let document = "line " + type
        if objects[document] != nil { return faults(in: fields, of: document, at: document) }
        let known = self.fields(of: "line event")
        return faults(in: fields.filter { known[$0.key] != nil }, of: "line event", at: document)
            + known.keys.filter { $0 != "…" && fields[$0] == nil }.map { "\(document) has no '\($0)'" }
    }

    /// With those of the object that it has all fields of.
    private func fields(of type: String) -> [String: String] {
        let own = objects[type] ?? [:]
        return own["…"].map { self.fields(of: $0).merging(own) { $1 } } ?? own
    }

    private static func isPlain(_ value: Any, _ type: String) -> Bool {
        let isFlag = (value as? NSNumber).map { isTruth($0) } ?? false
        return switch type {
        case "flag": isFlag
        case "number": value is NSNumber && !isFlag
        case "text": value is String
        case "commit": (value as? String)?.wholeMatch(of: /[0-9a-f]{8,40}/) != nil
        case "time": (value as? String)?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil
        default: true
        }
    }

    /// Foundation's reader makes numbers of truth values, of a type of their own.
    private static func isTruth(_ number: NSNumber) -> Bool {
        String(cString: number.objCType) == "c"
    }
}
