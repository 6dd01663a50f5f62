import StudyModel
import Text

/// The part of a trial's trace that is shown, and what is said in place of the rest.
struct TraceText {
    enum Style {
        /// A step a line, as it was recorded.
        case lines
        /// A step's fields a line each, observation, action and reward first.
        case chain
    }

    private let bytes: [UInt8]
    /// Where the shown steps lie in the bytes.
    private let lines: [Range<Int>]
    private let numbers: [Int]
    private let extent: TraceExtent
    private let horizon: CreditHorizon
    private let style: Style

    /// Takes JSON Lines: the steps of `extent`, or where that is `nil` all, of which the horizon's are shown.
    init(_ bytes: [UInt8], extent: TraceExtent?, horizon: CreditHorizon, style: Style) {
        let all = Self.lines(of: bytes)
        if let extent, extent.count == all.count {
            self.extent = extent
            lines = all
        } else {
            self.extent = TraceExtent(of: all.count, within: horizon)
            lines = self.extent.kept.flatMap { all[($0.lowerBound - 1)..<$0.upperBound] }
        }
        self.bytes = bytes
        self.horizon = horizon
        self.style = style
        numbers = self.extent.kept.flatMap { Array($0) }
    }

    /// The number of the trial's last step; 0 where it has none.
    var lastStep: Int { extent.total }

    /// The shown steps' lines, for the journal.
    var keptBytes: [UInt8] { lines.flatMap { bytes[$0] + [10] } }

    var keptExtent: TraceExtent? { extent.isWhole ? nil : extent }

    /// The text's size in bytes; more than `limit` where it is more, and then no exact figure.
    func size(upTo limit: Int) -> Int {
        var size = 0
        for index in lines.indices where size <= limit { size += text(at: index).utf8.count }
        return size > limit ? size : block(lines.indices.map(text(at:))).utf8.count
    }

    /// Returns the steps, without the middle ones where they take more than so many bytes.
    func text(within limit: Int?) -> String {
        guard let limit, size(upTo: limit) > limit else { return block(lines.indices.map(text(at:))) }
        let room = max(0, limit - 320) / 2
        let first = take(lines.indices.map { $0 }, bytes: room)
        let last = take(lines.indices.dropFirst(first.count).reversed(), bytes: room)
        guard let from = numbers.dropFirst(first.count).first, let to = numbers.dropLast(last.count).last,
            first.count + last.count < numbers.count
        else { return block(lines.indices.map(text(at:))) }
        guard !first.isEmpty || !last.isEmpty else { return block([clipped(to: 2 * room)]) }
        let notice = "[steps \(from)–\(to) of \(extent.total) left out: over the limit]\n"
        return block(first + [notice] + last.reversed())
    }

    /// The texts of steps in an order, as many as fit.
    private func take(_ indices: some Sequence<Int>, bytes: Int) -> [String] {
        var (texts, used) = ([String](), 0)
        for index in indices {
            let text = text(at: index)
            used += text.utf8.count
            guard used <= bytes else { break }
            texts.append(text)
        }
        return texts
    }

    /// The beginning of the first step, where not even that fits.
    private func clipped(to bytes: Int) -> String {
        let (text, leftOut) = text(at: 0).clipped(toBytes: bytes)
        let rest = numbers.count > 1 ? ", and steps \(numbers[1])–\(extent.total) of \(extent.total)" : ""
        return "\(text)\n[\(leftOut) bytes of step \(numbers[0])\(rest) left out: over the limit]\n"
    }

    // MARK: - Steps

    private func block(_ texts: [String]) -> String {
        let end = gap(after: numbers.last ?? 0, before: extent.total + 1)
        return title + "\n\n" + Markdown.fenced(texts.joined() + end, as: "text")
    }

    private var title: String {
        guard !extent.isWhole else { return "Trace, \(extent.total) steps:" }
        return "Trace, \(numbers.count) of \(extent.total) steps; the credit horizon is \(words):"
    }

    private var words: String {
        let steps = horizon.steps.map(String.init) ?? "all"
        return switch horizon.keep {
        case .first: "the first \(steps)"
        case .last: "the last \(steps)"
        case .both: "\(steps), the first and the last"
        case .everyNth: "\(steps), every \(horizon.spacing(in: extent.total))th step"
        }
    }

    /// What is said where steps were left out that the horizon does not reach; every nth step says so in the title alone.
    private func gap(after last: Int, before next: Int) -> String {
        guard next > last + 1, horizon.keep != .everyNth else { return "" }
        let range = next == last + 2 ? "step \(last + 1)" : "steps \(last + 1)–\(next - 1)"
        let isWanted = horizon.kept(of: extent.total).contains { $0.contains(last + 1) }
        return "[\(range) of \(extent.total) left out: "
            + (isWanted ? "too large to keep]\n" : "beyond the credit horizon]\n")
    }

    private func text(at index: Int) -> String {
        let number = numbers[index]
        let before = gap(after: index == 0 ? 0 : numbers[index - 1], before: number)
        let line = bytes[lines[index]]
        switch style {
        case .lines: return "\(before)\(number) \(String(decoding: line, as: UTF8.self))\n"
        case .chain: return "\(before)step \(number)\n" + Self.chain(line)
        }
    }

    private static func chain(_ line: ArraySlice<UInt8>) -> String {
        guard let object = JSONFields(line) else { return "  \(String(decoding: line, as: UTF8.self))\n" }
        let first = ["observation", "action", "reward"]
        let ordered =
            first.flatMap { name in object.fields.filter { $0.name == name } }
            + object.fields.filter { !first.contains($0.name) }
        return ordered.map { "  \($0.name): \($0.value)\n" }.joined()
    }

    /// The lines that are not blank.
    private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
        var (lines, start, isBlank) = ([Range<Int>](), 0, true)
        bytes.withUnsafeBufferPointer { buffer in
            for (index, byte) in buffer.enumerated() {
                if byte == 10 {
                    if !isBlank { lines.append(start..<index) }
                    (start, isBlank) = (index + 1, true)
                } else if byte != 32, byte != 13, byte != 9 {
                    isBlank = false
                }
            }
        }
        if !isBlank { lines.append(start..<bytes.count) }
        return lines
    }
}
