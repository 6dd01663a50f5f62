import Text

/// Finds which of a repository's files a function of a compiled program is in, by the text of its definition.
struct SymbolPlaces {
    private let lines: [(path: String, number: Int, text: Substring)]

    init(_ sources: [(path: String, text: String)]) {
        lines = sources.flatMap { path, text in
            text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().map {
                (path: path, number: $0.offset + 1, text: $0.element)
            }
        }
    }

    /// The likeliest definition of a symbol as a debugger names it: `ns::Sorter<int>::run(int)`, `crate::sort::merge`; `nil` for none.
    func place(of symbol: String) -> (path: String, line: Int)? {
        guard let name = Self.name(symbol) else { return nil }
        let found = lines.compactMap { line -> (path: String, line: Int, rank: Int)? in
            guard line.text.contains(name), let rank = Self.rank(line.text, name) else { return nil }
            return (line.path, line.number, rank)
        }
        return found.max { $0.rank < $1.rank }.map { ($0.path, $0.line) }
    }

    /// The last part of a qualified name, without arguments, templates and what compilers add behind a dot.
    static func name(_ symbol: String) -> Substring? {
        // Arguments, and whatever stands in angles: `operator<` is not looked for.
        var text = String(symbol.prefix { $0 != "(" })
        while let open = text.lastIndex(of: "<"), let close = text[open...].firstIndex(of: ">") {
            text.removeSubrange(open...close)
        }
        let parts: [Substring] = text.split(separator: ":").filter { part in
            // Rust's hash.
            !(part.count == 17 && part.first == "h" && part.dropFirst().allSatisfy(\.isHexDigit))
        }
        let name: Substring? = parts.last.flatMap { $0.split(separator: ".").first }
            .flatMap { $0.split(separator: " ").last }
        guard let name, name.count > 1, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            return nil
        }
        return name
    }

    /// How much a line looks like a definition of a name; `nil` where it does not.
    private static func rank(_ line: Substring, _ name: Substring) -> Int? {
        for range in line.ranges(of: name) {
            let before = line[..<range.lowerBound].last
            guard before.map({ !$0.isLetter && !$0.isNumber && $0 != "_" }) ?? true else { continue }
            let after = line[range.upperBound...].first { $0 != " " }
            guard after == "(" || after == "<" else { continue }
            let words = line[..<range.lowerBound].split(separator: " ")
            if words.contains(where: { ["fn", "func", "def", "function", "sub"].contains($0) }) { return 3 }
            // A definition in C stands at the margin, behind a type, and does not end there.
            let isAtMargin = line.first.map { !$0.isWhitespace } ?? false
            let end = line.last { !$0.isWhitespace }
            if isAtMargin, !words.isEmpty || line.hasPrefix(name), end != ";" { return 2 }
            if !words.isEmpty, end == "{" { return 1 }
        }
        return nil
    }
}
