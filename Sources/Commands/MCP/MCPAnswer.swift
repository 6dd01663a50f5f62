import Listings
import Operations
import StudyModel
import Text

/// What a tool says: texts of 16,000 characters at most in all, since a model pays for each.
struct MCPAnswer: Sendable {
    static let limit = 16_000

    let texts: [String]
    var isError = false

    /// - Parameter texts: of `limit` characters at most in all.
    init(texts: [String]) { self.texts = texts }

    /// What went wrong, in the words that a person would get.
    init(_ report: ErrorReport) {
        var fields: [String: JSONValue] = ["error": .string(report.what)]
        if !report.causes.isEmpty { fields["caused_by"] = .string(report.causes.joined(separator: ": ")) }
        fields["hint"] = report.hint.map { .string($0) }
        self.init(fields)
        isError = true
    }

    /// An object; long lists and texts in it are shortened where it would be too long.
    init(_ fields: [String: JSONValue]) {
        let whole = JSONValue.object(fields)
        let steps = [
            (Int.max, Int.max), (100, 4000), (20, 2000), (10, 800), (5, 300), (2, 100), (0, 60),
        ]
        let texts = steps.lazy.map { whole.shortened(lists: $0, texts: $1).text }
        self.texts = [texts.first { $0.count <= Self.limit } ?? #"{"error":"The answer is too long"}"#]
    }

    /// What `--json` prints of a value, but for some fields.
    init(_ listing: some Listing, without left: Set<String> = [], and more: [String: JSONValue] = [:]) {
        let fields = JSONReader.read(listing.document)?.fields ?? [:]
        self.init(fields.filter { !left.contains($0.key) && $0.key != "version" }.merging(more) { $1 })
    }

    /// A text from a character on, and where it goes on if that is not all.
    init(_ text: String, from offset: Int) {
        let all = Array(ShownText(text).text)
        let start = min(max(offset, 0), all.count)
        let end = min(start + Self.limit - 100, all.count)
        let piece = String(all[start..<end])
        guard end < all.count else {
            texts = [piece]
            return
        }
        texts = [
            piece,
            JSONValue.object(["next_offset": JSONValue(whole: end), "of": JSONValue(whole: all.count)]).text,
        ]
    }

    /// As `tools/call` has it.
    var result: JSONValue {
        var fields: [String: JSONValue] = [
            "content": .array(
                texts.map { .object(["type": .string("text"), "text": .string(ShownText($0).text)]) })
        ]
        if isError { fields["isError"] = .bool(true) }
        return .object(fields)
    }
}

extension JSONValue {
    /// The same with at most so many elements of each list, and characters of each text; what was left out is said.
    fileprivate func shortened(lists: Int, texts: Int) -> JSONValue {
        switch self {
        case .string(let text): return .string(text.count > texts ? text.prefix(texts) + "…" : text)
        case .array(let elements):
            let kept = elements.prefix(lists).map { $0.shortened(lists: lists, texts: texts) }
            let rest = elements.count - kept.count
            return .array(kept + (rest > 0 ? [.string("… \(rest) more")] : []))
        case .object(let fields):
            return .object(fields.mapValues { $0.shortened(lists: lists, texts: texts) })
        default: return self
        }
    }
}
