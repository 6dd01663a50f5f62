import Operations
import Platform
import StudyModel
import Text

/// Something that an agent may have hone do.
struct MCPTool: Sendable {
    /// What it does to the repository, as the agent's program is told.
    enum Effect: Sendable { case reads, changes, destroys }

    let name: String
    let effect: Effect
    /// For the model.
    let words: String
    let arguments: [MCPArgument]
    let answer: @Sendable (MCPCall) async throws -> MCPAnswer

    init(
        _ name: String, _ effect: Effect, _ words: String, _ arguments: [MCPArgument],
        _ answer: @escaping @Sendable (MCPCall) async throws -> MCPAnswer
    ) {
        self.name = name
        self.effect = effect
        self.words = words
        self.arguments = arguments
        self.answer = answer
    }

    /// As `tools/list` has it.
    var description: JSONValue {
        let hints: [String: JSONValue] =
            switch effect {
            case .reads: ["readOnlyHint": .bool(true)]
            case .changes: ["destructiveHint": .bool(false)]
            case .destroys: ["destructiveHint": .bool(true)]
            }
        var schema: [String: JSONValue] = [
            "type": .string("object"),
            "properties": .object(
                Dictionary(arguments.map { ($0.name, $0.schema) }) { first, _ in first }),
        ]
        let required = arguments.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { schema["required"] = .array(required) }
        return .object([
            "name": .string(name), "description": .string(words), "inputSchema": .object(schema),
            "annotations": .object(hints),
        ])
    }
}

/// An argument of a tool.
struct MCPArgument: Sendable {
    enum Kind: Sendable {
        case text, flag
        case whole(ClosedRange<Int>)
        case word([String])
        /// Files with their new content, or null for one that goes.
        case changes
    }

    let name: String
    let kind: Kind
    let words: String?
    let isRequired: Bool

    init(_ name: String, _ kind: Kind = .text, _ words: String? = nil, isRequired: Bool = false) {
        self.name = name
        self.kind = kind
        self.words = words
        self.isRequired = isRequired
    }

    var schema: JSONValue {
        var fields = type
        fields["description"] = words.map { .string($0) }
        return .object(fields)
    }

    private var type: [String: JSONValue] {
        func of(_ name: String) -> [String: JSONValue] { ["type": .string(name)] }
        switch kind {
        case .text: return of("string")
        case .flag: return of("boolean")
        case .whole(let range):
            let bounds: [String: JSONValue] = ["minimum": JSONValue(whole: range.lowerBound)]
            let most = range.upperBound == .max ? [:] : ["maximum": JSONValue(whole: range.upperBound)]
            return of("integer").merging(bounds) { $1 }.merging(most) { $1 }
        case .word(let words): return ["enum": .array(words.map { .string($0) })]
        case .changes:
            let content = JSONValue.object(["type": .array([.string("string"), .string("null")])])
            let file: JSONValue = .object([
                "type": .string("object"),
                "properties": .object(["path": .object(of("string")), "content": content]),
                "required": .array([.string("path"), .string("content")]),
            ])
            return ["type": .string("array"), "items": file]
        }
    }
}

/// Where the tools work.
struct MCPPlace: Sendable {
    /// Opens the repository as it is now.
    let workshop: @Sendable () throws -> Workshop
    /// The program that runs are stepped by; `nil` where the system does not tell.
    let program: String?
}

/// The agent at the other side.
struct MCPClient: Sendable {
    /// As it calls itself.
    let name: String
    /// Has a person answer a question by fields; `nil` where that cannot be.
    let ask: (@Sendable (_ message: String, _ schema: JSONValue) async -> JSONValue?)?
}

/// One call of a tool, with its arguments checked.
struct MCPCall: Sendable {
    let place: MCPPlace
    let client: MCPClient
    private let tool: MCPTool
    private let arguments: [String: JSONValue]

    /// Throws an `ErrorReport` for an argument that the tool has not, that is of another kind, or that is missing.
    init(
        _ tool: MCPTool, _ arguments: [String: JSONValue], in place: MCPPlace, of client: MCPClient
    ) throws {
        self.tool = tool
        self.place = place
        self.client = client
        self.arguments = arguments.filter { $0.value != .null }
        for name in arguments.keys.sorted() where !tool.arguments.contains(where: { $0.name == name }) {
            throw wrong("has no argument '\(name)'")
        }
        for argument in tool.arguments {
            guard let value = self.arguments[argument.name] else {
                if argument.isRequired { throw wrong("needs '\(argument.name)'") }
                continue
            }
            guard argument.takes(value) else { throw wrong("cannot take that as '\(argument.name)'") }
        }
    }

    private func wrong(_ what: String) -> ErrorReport {
        let names = tool.arguments.map { $0.name + ($0.isRequired ? " (needed)" : "") }
        return ErrorReport(
            what: "\(tool.name) \(what)", hint: "It takes: \(names.joined(separator: ", "))",
            exit: .wrongUsage)
    }

    func text(_ name: String) -> String? { arguments[name]?.string }

    /// A text that the tool needs, which has been seen to be there.
    func needed(_ name: String) -> String { text(name) ?? "" }

    func flag(_ name: String) -> Bool { arguments[name] == .bool(true) }

    func whole(_ name: String) -> Int? { arguments[name]?.number.flatMap { Int(exactly: $0) } }

    func value(_ name: String) -> JSONValue? { arguments[name] }
}

extension MCPArgument {
    fileprivate func takes(_ value: JSONValue) -> Bool {
        switch kind {
        case .text: return value.string != nil
        case .flag: if case .bool = value { return true } else { return false }
        case .whole(let range): return value.number.flatMap { Int(exactly: $0) }.map(range.contains) ?? false
        case .word(let words): return value.string.map(words.contains) ?? false
        case .changes:
            return value.elements?.allSatisfy { change in
                change["path"]?.string != nil
                    && (change["content"]?.string != nil || change["content"] == .null)
            } ?? false
        }
    }
}
