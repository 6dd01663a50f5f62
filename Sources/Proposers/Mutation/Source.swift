/// An editable file, read for what may be edited in it.
struct Source: Sendable {
    let path: String
    let text: TextLines
    let isExecutable: Bool
    /// In editable lines, in order.
    let literals: [LiteralSite]
    let statements: [Statement]

    /// Files above this size are left alone: they are data, or made by a program.
    static let largestSize = 256 * 1024

    /// Returns `nil` where the file cannot be mutated: too large, binary, or without a line that says anything.
    ///
    /// - Parameter weights: how much each line is worth editing, beside what it says; all as much where it is left out.
    init?(
        path: String, bytes: [UInt8], editable: [ClosedRange<Int>]?, isExecutable: Bool = false,
        weights: ((TextLines) -> [Double])? = nil
    ) {
        guard bytes.count <= Self.largestSize, let text = TextLines(bytes, editable: editable) else {
            return nil
        }
        self.init(path: path, text: text, isExecutable: isExecutable, weights: weights?(text))
        guard text.lines.contains(where: { $0.isEditable && !$0.isBlank }) else { return nil }
    }

    private init(path: String, text: TextLines, isExecutable: Bool, weights: [Double]? = nil) {
        self.path = path
        self.isExecutable = isExecutable
        self.text = text
        var reader = LineReader(path: path)
        let readings = text.lines.map { reader.read($0.content) }
        let weight = { (lines: Range<Int>) in weights.map { $0[lines].max() ?? 1 } ?? 1 }
        statements = Statement.all(in: text, readings: readings).map { statement in
            var weighed = statement
            // A block is executed where any line of it is.
            weighed.weight *= weight(statement.lines)
            return weighed
        }
        literals = text.lines.indices.filter { text.lines[$0].isEditable }.flatMap { index in
            let content = text.lines[index].content
            return NumberScanner.numbers(in: content).map {
                var site = LiteralSite(
                    $0, line: index, of: content, quiet: readings[index].isQuiet($0.columns.lowerBound))
                site.weight *= weight(index..<index + 1)
                return site
            }
        }
    }

    /// The kinds of edit that have something to work on here.
    var kinds: Set<EditKind> {
        var result: Set<EditKind> = []
        if !literals.isEmpty { result.formUnion([.numberUp, .numberDown]) }
        if Set(literals.map(\.literal)).count > 1 { result.insert(.numberOther) }
        if !statements.isEmpty { result.formUnion([.delete, .copy]) }
        if statements.count > 1 { result.formUnion([.move, .swap]) }
        return result
    }

    /// The file after an edit, or `nil` where it would say the same.
    func applying(_ edit: Edit) -> Source? {
        let edited = edit.applied(to: text)
        return edited.substance == text.substance
            ? nil : Source(path: path, text: edited, isExecutable: isExecutable)
    }
}
