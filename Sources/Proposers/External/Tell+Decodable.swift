import FoundationEssentials
import StudyModel

/// What is wrong with what was told; the facts, without the wording.
package enum TellError: Error, Hashable, Sendable {
    case unknownKey(String, known: [String])
    case unknownVersion(Int)
    /// Neither or both of `changes` and `commit`.
    case needsOneSource
    /// Not exactly one of `content`, `base64` and `delete`.
    case needsOneContent(path: String)
    case invalidBase64(path: String)
    /// Neither `100644` nor `100755`.
    case unknownMode(String, path: String)
    case unknownOutcome(String)
    /// A result with neither or both of `score` and `metrics`, or a number that is not finite.
    case unusableResult(index: Int)
}

extension Tell: Decodable {
    private enum Key: String, CodingKey, CaseIterable {
        case version, changes, commit, summary, rationale, edit, tokens, cost, results
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(strictly: Key.self)
        let version = try container.decodeIfPresent(Int.self, forKey: .version) ?? 1
        guard version == 1 else { throw TellError.unknownVersion(version) }
        let changes = try container.decodeIfPresent([Change].self, forKey: .changes)
        switch (changes, try container.decodeIfPresent(String.self, forKey: .commit)) {
        case (let changes?, nil): source = .changes(changes)
        case (nil, let commit?): source = .commit(commit)
        default: throw TellError.needsOneSource
        }
        summary = try container.decodeIfPresent(String.self, forKey: .summary).flatMap(Self.subject)
        rationale = try container.decodeIfPresent(String.self, forKey: .rationale) ?? ""
        edit = try container.decodeIfPresent(String.self, forKey: .edit)
        usage = Usage(
            tokensIn: try container.decodeIfPresent(Tokens.self, forKey: .tokens)?.in ?? 0,
            tokensOut: try container.decodeIfPresent(Tokens.self, forKey: .tokens)?.out ?? 0,
            cost: try container.decodeIfPresent(Cost.self, forKey: .cost)?.amount ?? 0)
        results = try container.decodeIfPresent([TellResult].self, forKey: .results) ?? []
        for (index, result) in results.enumerated() where !result.isUsable {
            throw TellError.unusableResult(index: index)
        }
    }

    /// The first line that says something.
    private static func subject(_ text: String) -> String? {
        text.split(whereSeparator: \.isNewline).first { $0.contains { !$0.isWhitespace } }.map(String.init)
    }
}

extension Tell.Change: Decodable {
    private enum Key: String, CodingKey, CaseIterable { case path, content, base64, delete, mode }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(strictly: Key.self)
        let path = try container.decode(String.self, forKey: .path)
        let text = try container.decodeIfPresent(String.self, forKey: .content)
        let base64 = try container.decodeIfPresent(String.self, forKey: .base64)
        let isDeleted = try container.decodeIfPresent(Bool.self, forKey: .delete) ?? false
        switch (text, base64, isDeleted) {
        case (let text?, nil, false): content = .file(Array(text.utf8))
        case (nil, let base64?, false):
            guard let data = Data(base64Encoded: base64) else { throw TellError.invalidBase64(path: path) }
            content = .file(Array(data))
        case (nil, nil, true): content = .deleted
        default: throw TellError.needsOneContent(path: path)
        }
        self.path = path
        isExecutable = try container.decodeIfPresent(String.self, forKey: .mode).map {
            guard $0 == "100644" || $0 == "100755" else { throw TellError.unknownMode($0, path: path) }
            return $0 == "100755"
        }
    }
}

/// `{"in": 1820, "out": 240}`, each of them optional.
private struct Tokens: Decodable {
    private enum Key: String, CodingKey, CaseIterable { case `in`, out }

    let `in`: Int
    let out: Int

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(strictly: Key.self)
        `in` = try container.decodeIfPresent(Int.self, forKey: .in) ?? 0
        out = try container.decodeIfPresent(Int.self, forKey: .out) ?? 0
    }
}

/// `{"amount": 0.0041}`, in the currency of the run's budget, which may be named.
private struct Cost: Decodable {
    private enum Key: String, CodingKey, CaseIterable { case amount, currency }

    let amount: Double

    init(from decoder: any Decoder) throws {
        amount = try decoder.container(strictly: Key.self).decode(Double.self, forKey: .amount)
    }
}

extension Decoder {
    /// Returns the container of an object that has no keys but these.
    func container<Key: CodingKey & CaseIterable & RawRepresentable<String>>(
        strictly keys: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        let known = Key.allCases.map(\.rawValue)
        let all = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        if let unknown = all.sorted().first(where: { !known.contains($0) }) {
            throw TellError.unknownKey(unknown, known: known)
        }
        return try container(keyedBy: keys)
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
