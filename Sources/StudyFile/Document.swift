import Yams

/// The file as YAML; the one place that sees the library.
enum Document {
    /// Reads the one document of a text; an empty one is an empty map.
    static func parse(_ text: String) throws(StudyFileError) -> Value {
        do {
            // YAML allows a mark of the byte order at the start, which the library takes for text.
            let text =
                text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            let parser = try Yams.Parser(yaml: text, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                return Value(content: .map([]), place: Place(line: 1, column: 1))
            }
            var conversion = Conversion()
            return try conversion.value(root)
        } catch let error as StudyFileError {
            throw error
        } catch let error as YamlError {
            throw StudyFileError(problem(error))
        } catch {
            throw StudyFileError(.init(keyPath: "", place: nil, kind: .notYAML(detail: "\(error)")))
        }
    }

    private static func problem(_ error: YamlError) -> StudyFileProblem {
        switch error {
        case .scanner(_, let detail, let mark, _), .parser(_, let detail, let mark, _),
            .composer(_, let detail, let mark, _):
            return .init(keyPath: "", place: Place(mark), kind: .notYAML(detail: detail))
        case .reader(let detail, _, _, _):
            return .init(keyPath: "", place: nil, kind: .notYAML(detail: detail))
        case .duplicatedKeysInMapping(let keys, let context):
            return .init(keyPath: keys.first ?? "", place: Place(context.mark), kind: .duplicateKey)
        default:
            return .init(keyPath: "", place: nil, kind: .notYAML(detail: "\(error)"))
        }
    }

    private static func place(_ mark: Mark?) -> Place? {
        mark.map { Place(line: $0.line, column: $0.column) }
    }
}

/// Turns Yams' nodes into values.
private struct Conversion {
    /// An alias is a copy of what it names, so a short text can stand for more values than there is memory.
    private var remaining = 100_000

    mutating func value(_ node: Node) throws -> Value {
        let place = node.mark.map { Place($0) } ?? Place(line: 1, column: 1)
        remaining -= 1
        guard remaining > 0 else {
            throw StudyFileError(
                .init(keyPath: "", place: place, kind: .notYAML(detail: "aliases that multiply")))
        }
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            let isNothing = !isQuoted && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return Value(
                content: isNothing ? .nothing : .scalar(scalar.string, isQuoted: isQuoted), place: place)
        case .sequence(let sequence):
            return Value(content: .list(try sequence.map { try value($0) }), place: place)
        case .mapping(let mapping):
            return Value(content: .map(try mapping.map { try entry($0.key, $0.value) }), place: place)
        case .alias:
            throw StudyFileError(
                .init(keyPath: "", place: place, kind: .notYAML(detail: "an alias without anchor")))
        }
    }

    private mutating func entry(_ key: Node, _ node: Node) throws -> Value.Entry {
        let keyValue = try value(key)
        guard let text = keyValue.text else {
            let problem = StudyFileProblem.Kind.wrongValue(expected: .key, found: keyValue.shown)
            throw StudyFileError(.init(keyPath: "", place: keyValue.place, kind: problem))
        }
        return Value.Entry(key: text, keyPlace: keyValue.place, value: try value(node))
    }
}

extension Place {
    fileprivate init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}
