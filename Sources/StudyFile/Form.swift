import StudyModel

/// What may stand at a key, and what it is read as.
struct Form<Result> {
    let expectation: Expectation
    let parse: (Value) -> Swift.Result<Result, Mismatch>

    init(_ expectation: Expectation, parse: @escaping (Value) -> Swift.Result<Result, Mismatch>) {
        self.expectation = expectation
        self.parse = parse
    }

    /// A form whose values are read from a scalar that is not quoted, or from any scalar.
    init(_ expectation: Expectation, ofPlain read: @escaping (String) -> Result?) {
        self.init(expectation) { value in
            guard let result = value.plain.flatMap(read) else {
                return .failure(Mismatch(value, expectation))
            }
            return .success(result)
        }
    }

    init(_ expectation: Expectation, ofText read: @escaping (String) -> Result?) {
        self.init(expectation) { value in
            guard let result = value.text.flatMap(read) else { return .failure(Mismatch(value, expectation)) }
            return .success(result)
        }
    }

    /// This, or a word that stands for `nil`.
    func orNil(_ word: String) -> Form<Result?> {
        let both = Expectation.either(expectation, word)
        return Form<Result?>(both) { value in
            if value.text == word { return .success(nil) }
            return parse(value).map { $0 }.mapError { Mismatch($0.value, .either($0.expectation, word)) }
        }
    }

    /// A list of these; a mismatch names the item.
    var list: Form<[Result]> {
        let expectation = Expectation.list(expectation)
        return Form<[Result]>(expectation) { value in
            guard case .list(let items) = value.content else { return .failure(Mismatch(value, expectation)) }
            var results: [Result] = []
            for item in items {
                switch parse(item) {
                case .success(let result): results.append(result)
                case .failure(let mismatch): return .failure(mismatch)
                }
            }
            return .success(results)
        }
    }
}

/// A value that is not what may stand there.
struct Mismatch: Error {
    let value: Value
    let expectation: Expectation

    init(_ value: Value, _ expectation: Expectation) {
        self.value = value
        self.expectation = expectation
    }
}

extension Form where Result == String {
    static var text: Form { Form(.text, ofText: { $0 }) }
    /// A name of which branches can be made.
    static var name: Form { Form(.name, ofText: { RunName(text: $0)?.text }) }
    /// A path within the tree, with a slash at its end taken off.
    static var path: Form {
        Form(
            .path,
            ofText: { text in
                let path = text.hasSuffix("/") ? String(text.dropLast()) : text
                return PathProblem(in: path) == nil ? path : nil
            })
    }
    static var environmentName: Form {
        Form(
            .environmentName,
            ofText: { text in
                let isName = text.utf8.allSatisfy {
                    (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
                }
                return isName && text.first?.isNumber == false ? text : nil
            })
    }
    static var regularExpression: Form {
        Form(
            .regularExpression,
            ofText: { text in
                do {
                    _ = try Regex<AnyRegexOutput>(text)
                    return text.contains("(") ? text : nil
                } catch {
                    return nil
                }
            })
    }
}

extension Form where Result == Bool {
    static var truth: Form { Form(.truth, ofPlain: { ["true": true, "false": false][$0] }) }
}

extension Form where Result == Int {
    /// Numbers have an upper limit each, so that what is reckoned with them can be counted and fits into memory.
    static func wholeNumber(atLeast least: Int, atMost most: Int = Quantity.most) -> Form {
        let expectation = Expectation.wholeNumber(atLeast: least)
        return Form(expectation) { value in
            guard let number = value.plain.flatMap(Quantity.wholeNumber), number >= least else {
                return .failure(Mismatch(value, expectation))
            }
            return number <= most ? .success(number) : .failure(Mismatch(value, .atMost(most)))
        }
    }
    static var size: Form { Form(.size, ofText: Quantity.size) }
    static var tokens: Form { Form(.tokens, ofText: Quantity.tokens) }
}

extension Form where Result == UInt64 {
    static var seed: Form { Form(.wholeNumber(atLeast: 0), ofPlain: { UInt64($0) }) }
}

extension Form where Result == Double {
    static var number: Form { Form(.number, ofPlain: Quantity.number) }
    static var share: Form {
        Form(
            .share,
            ofText: { text in
                (Quantity.percentage(text) ?? Quantity.number(text)).flatMap {
                    (0...1).contains($0) ? $0 : nil
                }
            })
    }
    static var confidence: Form {
        Form(
            .confidence,
            ofText: { text in
                (Quantity.percentage(text) ?? Quantity.number(text)).flatMap { $0 > 0.5 && $0 < 1 ? $0 : nil }
            })
    }
}

extension Form where Result == Duration {
    static var duration: Form { Form(.duration, ofText: Quantity.duration) }
}

extension Form where Result: RawRepresentable & CaseIterable, Result.RawValue == String {
    /// One of an enumeration's words.
    static var word: Form {
        let words = Result.allCases.map(\.rawValue)
        return Form(.oneOf(words), ofText: { Result(rawValue: $0) })
    }
}
