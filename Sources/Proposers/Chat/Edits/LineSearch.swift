/// Where lines stand in a text, by ever less strict comparison.
struct LineSearch {
    /// How lines are compared; a carriage return at the end never counts.
    enum Tolerance: CaseIterable {
        /// As they are.
        case exact
        /// Spaces at the end do not count.
        case trailingSpace
        /// All lines may be indented by the same more or less.
        case indentation
        /// That, and any run of spaces is like any other.
        case spacing
    }

    /// Lines of the text, and how their indentation differs from what was searched for.
    struct Match: Hashable {
        let range: Range<Int>
        let shift: IndentationShift
    }

    private let lines: [String]
    private let keys: [Tolerance: [String]]

    init(_ text: [String]) {
        lines = text
        let pairs = Tolerance.allCases.map { tolerance in (tolerance, text.map { Self.key($0, tolerance) }) }
        keys = Dictionary(pairs) { $1 }
    }

    /// Returns the matches of the strictest comparison that has any, in order.
    func matches(_ wanted: [String]) -> [Match] {
        for tolerance in Tolerance.allCases {
            let found = matches(wanted, tolerance)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func matches(_ wanted: [String], _ tolerance: Tolerance) -> [Match] {
        let text = keys[tolerance] ?? []
        let wantedKeys = wanted.map { Self.key($0, tolerance) }
        guard let first = wantedKeys.first, wanted.count <= text.count else { return [] }
        return (0...(text.count - wanted.count)).compactMap { start in
            guard text[start] == first else { return nil }
            let range = start..<(start + wanted.count)
            guard text[range].elementsEqual(wantedKeys) else { return nil }
            return match(range, wanted, tolerance)
        }
    }

    private func match(_ range: Range<Int>, _ wanted: [String], _ tolerance: Tolerance) -> Match? {
        switch tolerance {
        case .exact, .trailingSpace: return Match(range: range, shift: .none)
        case .indentation, .spacing:
            let pairs = zip(lines[range], wanted).filter { !$0.1.isBlank }
            let shifts = pairs.map { IndentationShift(from: $1.indentation, to: $0.indentation) }
            guard let shift = shifts.first, shifts.allSatisfy({ $0 == shift }) else { return nil }
            return Match(range: range, shift: shift)
        }
    }

    private static func key(_ line: String, _ tolerance: Tolerance) -> String {
        switch tolerance {
        case .exact: line.withoutReturn
        case .trailingSpace: line.trimmedEnd
        case .indentation: line.trimmed
        case .spacing:
            line.utf8.split(whereSeparator: isSpace).map { String(decoding: $0, as: UTF8.self) }
                .joined(separator: " ")
        }
    }
}

/// By how much more or less lines are indented in a file than in a reply.
enum IndentationShift: Hashable {
    case none
    case more(String)
    case less(String)
    /// Other characters, such as tabs for spaces.
    case other(from: String, to: String)

    init(from old: String, to new: String) {
        if old == new {
            self = .none
        } else if new.utf8.reversed().starts(with: old.utf8.reversed()) {
            self = .more(String(decoding: new.utf8.dropLast(old.utf8.count), as: UTF8.self))
        } else if old.utf8.reversed().starts(with: new.utf8.reversed()) {
            self = .less(String(decoding: old.utf8.dropLast(new.utf8.count), as: UTF8.self))
        } else {
            self = .other(from: old, to: new)
        }
    }

    /// The line as the file would indent it; blank lines stay as they are.
    func applied(to line: String) -> String {
        guard !line.isBlank else { return line }
        switch self {
        case .none: return line
        case .more(let prefix): return prefix + line
        case .less(let prefix): return line.dropping(prefix)
        case .other(let old, let new): return line.hasPrefix(old) ? new + line.dropping(old) : line
        }
    }
}

extension String {
    /// Without a prefix, where it has it.
    fileprivate func dropping(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
