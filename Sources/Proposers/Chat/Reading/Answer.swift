/// A reply without what the model thought aloud.
///
/// A draft in a model's thoughts looks like an edit and is none. Servers that know the model leave its thoughts out of the
/// reply; those that don't send them along, with or without the sign that begins them, which many chat templates write into the prompt.
enum Answer: Hashable, Sendable {
    case text(String)
    /// The reply ends within the thoughts.
    case notBegun

    init(in reply: String) {
        let text = Array(reply.utf8)
        let reading = Thoughts(text)
        guard let start = reading.answerStart else {
            self = .notBegun
            return
        }
        self = .text(String(decoding: text[start..<reading.answerEnd(from: start)], as: UTF8.self))
    }
}

/// Where thoughts are in a reply, by byte.
private struct Thoughts {
    private let text: [UInt8]
    /// With ASCII letters in lower case: signs are written in either.
    private let lowered: [UInt8]
    /// Whole edits: what stands in them is a file's text and no sign.
    private let quoted: [Range<Int>]
    /// Where a sign can begin.
    private let places: [Int]

    init(_ text: [UInt8]) {
        let quoted = QuotedText.ranges(in: text)
        let beginnings = Set(ThoughtSign.all.flatMap { [$0.open[0], $0.close[0]] })
        self.text = text
        self.quoted = quoted
        lowered = text.map { (65...90).contains($0) ? $0 | 0x20 : $0 }
        places = lowered.indices.filter {
            beginnings.contains(text[$0]) || beginnings.contains(text[$0] | 0x20)
        }
    }

    /// The first byte of the answer; nil where the thoughts do not end.
    var answerStart: Int? {
        let ends = ThoughtSign.all.compactMap { sign in
            lastPlace(of: sign.close).map { $0 + sign.close.count }
        }
        let end = ends.max() ?? 0
        return isOpened(from: end) ? nil : skippingSigns(from: end)
    }

    /// Where the answer ends: before the signs with which some models end it.
    func answerEnd(from start: Int) -> Int {
        var end = trimmed(text.count, from: start)
        while let sign = ThoughtSign.ends.first(where: {
            lowered[start..<end].reversed().starts(with: $0.reversed())
        }) {
            end = trimmed(end - sign.count, from: start)
        }
        return end == trimmed(text.count, from: start) ? text.count : end
    }

    private func lastPlace(of sign: [UInt8]) -> Int? {
        places.last { lowered[$0...].starts(with: sign) && isSign($0..<($0 + sign.count)) }
    }

    /// Whether a line from a place on begins with a sign that has to be closed.
    private func isOpened(from start: Int) -> Bool {
        ThoughtSign.all.contains { sign in
            sign.mustClose
                && places.contains { place in
                    place >= start && lowered[place...].starts(with: sign.open)
                        && isSign(place..<(place + sign.open.count))
                        && text[start..<place].reversed().first { $0 == 10 || !isSpace($0) } ?? 10 == 10
                }
        }
    }

    /// Whether a sign stands for itself: not in an edit, and not between quotes.
    private func isSign(_ range: Range<Int>) -> Bool {
        let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0
        let after = range.upperBound < text.count ? text[range.upperBound] : 0
        let isSpokenOf = before == after && "`'\"".utf8.contains(before)
        return !isSpokenOf && !quoted.contains { $0.contains(range.lowerBound) }
    }

    /// Past the signs with which some models begin their answer.
    private func skippingSigns(from start: Int) -> Int {
        let first = text[start...].firstIndex { !isSpace($0) } ?? start
        guard let sign = ThoughtSign.beginnings.first(where: { lowered[first...].starts(with: $0) }) else {
            return start
        }
        return skippingSigns(from: first + sign.count)
    }

    private func trimmed(_ end: Int, from start: Int) -> Int {
        text[start..<end].lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
    }
}

/// What begins and ends a model's thoughts; in lower case.
private struct ThoughtSign {
    let open: [UInt8]
    let close: [UInt8]
    /// Whether nothing that follows an opening sign is an answer until there is the other.
    let mustClose: Bool

    private init(_ open: String, _ close: String, mustClose: Bool = true) {
        self.open = Array(open.utf8)
        self.close = Array(close.utf8)
        self.mustClose = mustClose
    }

    /// Each way in which models make a sign of a word, with each word for thoughts; then those that are one family's own.
    static let all: [ThoughtSign] = {
        let words = [
            "think", "thinking", "thought", "thoughts", "reason", "reasoning", "reflection", "analysis",
            "scratchpad",
            "chain_of_thought", "inner_thoughts", "inner_monologue", "seed:think", "mm:think",
        ]
        let tags = words.flatMap { word in
            [
                ThoughtSign("<\(word)>", "</\(word)>"), ThoughtSign("[\(word)]", "[/\(word)]"),
                ThoughtSign("<|\(word)|>", "<|/\(word)|>"), ThoughtSign("◁\(word)▷", "◁/\(word)▷"),
                ThoughtSign("<|start_\(word)|>", "<|end_\(word)|>"),
                ThoughtSign("<|begin_of_\(word)|>", "<|end_of_\(word)|>"),
            ]
        }
        let own = [
            // Harmony names a channel before each message; the last one is the answer's.
            ThoughtSign("<|channel|>analysis", "<|channel|>final<|message|>"),
            ThoughtSign(
                "<|start|>assistant<|channel|>analysis", "<|channel|>final <|constrain|>json<|message|>"),
            ThoughtSign("<|channel|>commentary", "<|channel|>final <|message|>"),
            ThoughtSign("<|channel>thought", "<channel|>"), ThoughtSign("<unused94>", "<unused95>"),
            ThoughtSign("here is my thought process:", "here is my response:", mustClose: false),
            ThoughtSign("here's my thought process:", "here's my response:", mustClose: false),
        ]
        return tags + own
    }()

    static let beginnings = ["<answer>", "<response>", "<|begin_of_solution|>", "<|start_response|>"].map {
        Array($0.utf8)
    }

    static let ends = [
        "<|return|>", "<|end|>", "<|im_end|>", "<|eot_id|>", "<|end_response|>", "<|end_of_solution|>",
        "<turn|>",
        "</response>", "</answer>",
    ].map { Array($0.utf8) }
}

/// The edits in a reply that are whole: what stands within them is text of a file.
private enum QuotedText {
    static func ranges(in text: [UInt8]) -> [Range<Int>] { blocks(in: text) + objects(in: text) }

    /// Search/replace blocks and fences.
    private static func blocks(in text: [UInt8]) -> [Range<Int>] {
        let pieces = text.split(separator: 10, omittingEmptySubsequences: false)
        let lines = pieces.map { String(decoding: $0, as: UTF8.self) }
        var ranges: [Range<Int>] = []
        var index = 0
        while index < lines.count {
            if let end = Marker.blockEnd(in: lines, from: index) ?? Fence.end(in: lines, from: index) {
                ranges.append(pieces[index].startIndex..<pieces[end].endIndex)
                index = end
            }
            index += 1
        }
        return ranges
    }

    /// Objects of JSON at the beginning of a line, or after a sign.
    private static func objects(in text: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var place = 0
        // What does not close is read to the end: not more often than replies have objects.
        var tries = 20
        while tries > 0, let start = text[place...].firstIndex(of: UInt8(ascii: "{")) {
            place = start + 1
            let before = text[..<start].last { $0 == 10 || !isSpace($0) } ?? 10
            let next = text[place...].first { !isSpace($0) }
            guard before == 10 || before == UInt8(ascii: ">"), next == UInt8(ascii: "\"") else { continue }
            tries -= 1
            guard let end = objectEnd(in: text, from: start) else { continue }
            ranges.append(start..<end)
            place = end
        }
        return ranges
    }

    private static func objectEnd(in text: [UInt8], from start: Int) -> Int? {
        var depth = 0
        var isString = false
        var isEscaped = false
        for place in start..<text.count {
            let byte = text[place]
            if isEscaped {
                isEscaped = false
            } else if isString {
                isEscaped = byte == UInt8(ascii: "\\")
                isString = byte != UInt8(ascii: "\"")
            } else {
                isString = byte == UInt8(ascii: "\"")
                depth += byte == UInt8(ascii: "{") ? 1 : byte == UInt8(ascii: "}") ? -1 : 0
                if depth == 0 { return place + 1 }
            }
        }
        return nil
    }
}

extension Marker {
    /// The last line of a whole block that begins at a line.
    fileprivate static func blockEnd(in lines: [String], from start: Int) -> Int? {
        guard search.begins(lines[start]) else { return nil }
        let rest = lines.indices.dropFirst(start + 1)
        guard let end = rest.first(where: { replace.begins(lines[$0]) || search.begins(lines[$0]) }),
            replace.begins(lines[end]), lines[start..<end].contains(where: divider.begins)
        else { return nil }
        return end
    }
}

extension Fence {
    /// The last line of a fenced text that begins at a line; nil where another opens before.
    fileprivate static func end(in lines: [String], from start: Int) -> Int? {
        guard let fence = Fence(lines[start]) else { return nil }
        let rest = lines.indices.dropFirst(start + 1)
        guard
            let end = rest.first(where: {
                Fence(lines[$0]).map { $0.sign == fence.sign && $0.count >= fence.count } ?? false
            })
        else { return nil }
        return fence.isClosed(by: lines[end]) ? end : nil
    }
}
