/// Reads a formula by the precedence of its signs.
struct FormulaParser {
    private enum Token: Hashable {
        case number(Double)
        case name(String)
        case sign(String)
    }

    /// More would be no formula that a person wrote.
    private static let limits = (characters: 1_000, depth: 50)
    /// A minus before a part binds as tightly as a product does, so that -x^2 is -(x^2).
    private static let negation = 4

    private var tokens: ArraySlice<Token>
    private var depth = 0
    /// Whether what is read stands inside of a function over rows.
    private var outer: RowFunction?
    /// Those that were named, in order.
    private(set) var columns: [String] = []

    init(_ text: String) throws(FormulaError) {
        guard text.count <= Self.limits.characters else {
            throw FormulaError(reason: "it has more than \(Self.limits.characters) characters")
        }
        tokens = try Self.tokens(of: text)[...]
    }

    /// Reads it to its end.
    mutating func formula() throws(FormulaError) -> FormulaNode {
        let node = try expression(above: 0)
        if let next = tokens.first { throw FormulaError(reason: "\(Self.shown(next)) is one too many") }
        if columns.isEmpty { throw FormulaError(reason: "it names no column") }
        return node
    }

    private mutating func expression(above level: Int) throws(FormulaError) -> FormulaNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.limits.depth else {
            throw FormulaError(reason: "it is nested more than \(Self.limits.depth) deep")
        }
        var left = try part()
        while case .sign(let text) = tokens.first, let sign = FormulaOperator(rawValue: text),
            sign.precedence > level
        {
            tokens.removeFirst()
            // 2^3^2 is 2^(3^2).
            let right = try expression(above: sign == .power ? sign.precedence - 1 : sign.precedence)
            left = .operation(sign, left, right)
        }
        return left
    }

    private mutating func part() throws(FormulaError) -> FormulaNode {
        switch tokens.popFirst() {
        case .number(let value): return .number(value)
        case .name(let name): return tokens.first == .sign("(") ? try call(name) : try column(name)
        case .sign("-"): return .operation(.minus, .number(0), try expression(above: Self.negation))
        case .sign("("):
            let node = try expression(above: 0)
            try expect(")")
            return node
        case .sign(let sign): throw FormulaError(reason: "`\(sign)` has nothing before it")
        case nil: throw FormulaError(reason: "it ends too early")
        }
    }

    private mutating func column(_ name: String) throws(FormulaError) -> FormulaNode {
        guard outer != nil else {
            throw FormulaError(
                reason: "`\(name)` is of each row: say what over all of them, such as mean(\(name))")
        }
        if let place = columns.firstIndex(of: name) { return .column(place) }
        columns.append(name)
        return .column(columns.count - 1)
    }

    private mutating func call(_ name: String) throws(FormulaError) -> FormulaNode {
        tokens.removeFirst()
        if let function = ScalarFunction(rawValue: name) {
            let node = try expression(above: 0)
            try expect(")")
            return .function(function, node)
        }
        guard let function = RowFunction(rawValue: name) else {
            let names = RowFunction.allCases.map(\.rawValue) + ScalarFunction.allCases.map(\.rawValue)
            throw FormulaError(
                reason: "there is no function `\(name)`; there are \(names.joined(separator: ", "))")
        }
        if let outer {
            throw FormulaError(
                reason: "`\(name)` stands inside of `\(outer.rawValue)`, and both are over all rows")
        }
        outer = function
        var parts = [try expression(above: 0)]
        while tokens.first == .sign(",") {
            tokens.removeFirst()
            parts.append(try expression(above: 0))
        }
        outer = nil
        try expect(")")
        guard parts.count == function.parameters.count else {
            let parameters = function.parameters.joined(separator: ", ")
            throw FormulaError(reason: "it is \(name)(\(parameters)), and \(parts.count) stand there")
        }
        return .overRows(function, parts)
    }

    private mutating func expect(_ sign: String) throws(FormulaError) {
        let next = tokens.popFirst()
        guard next == .sign(sign) else {
            throw FormulaError(
                reason: "`\(sign)` is missing" + (next.map { " before \(Self.shown($0))" } ?? " at its end"))
        }
    }

    // MARK: - Words

    private static func tokens(of text: String) throws(FormulaError) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first.isNumber || first == "." {
                tokens.append(.number(try number(&rest)))
            } else if first.isLetter || first == "_" {
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
                tokens.append(.name(String(name)))
                rest.removeFirst(name.count)
            } else {
                let two = String(rest.prefix(2))
                let isTwo = FormulaOperator(rawValue: two) != nil
                let sign = isTwo ? two : String(first)
                guard isTwo || FormulaOperator(rawValue: sign) != nil || "(),".contains(sign) else {
                    throw FormulaError(reason: "`\(sign)` is no sign of a formula")
                }
                tokens.append(.sign(sign))
                rest.removeFirst(sign.count)
            }
        }
        return tokens
    }

    /// Digits, a point, and an exponent with its sign.
    private static func number(_ rest: inout Substring) throws(FormulaError) -> Double {
        var end = rest.startIndex
        while end < rest.endIndex {
            let character = rest[end]
            let isExponent = "eE".contains(rest[rest.startIndex..<end].last ?? " ")
            guard character.isASCII,
                character.isNumber || ".eE".contains(character) || isExponent && "+-".contains(character)
            else { break }
            end = rest.index(after: end)
        }
        let text = rest[rest.startIndex..<end]
        guard let value = Double(text), value.isFinite else {
            throw FormulaError(reason: "`\(text.isEmpty ? rest.prefix(1) : text)` is no number")
        }
        rest = rest[end...]
        return value
    }

    private static func shown(_ token: Token) -> String {
        switch token {
        case .number(let value): "`\(value)`"
        case .name(let text), .sign(let text): "`\(text)`"
        }
    }
}
