import StudyModel
import Text

/// What may stand at a key: how it is read, and how what it was read as is written again.
///
/// Both ways are in one value, so that no key can be read and not recorded. Whatever `write` gives, `read` reads back as the same.
struct Form<Content: Sendable>: Sendable {
    let expectation: Expectation
    /// Returns `nil` where the value does not fit, which has been reported.
    let read: @Sendable (Value, KeySite) -> Content?
    let write: @Sendable (Content) -> JSONValue

    init(
        _ expectation: Expectation, read: @escaping @Sendable (Value, KeySite) -> Content?,
        write: @escaping @Sendable (Content) -> JSONValue
    ) {
        self.expectation = expectation
        self.read = read
        self.write = write
    }

    /// A form that reads a part of the value: its text, its text without quotes, its digits.
    init(
        _ expectation: Expectation, of part: @escaping @Sendable (Value) -> String?,
        read: @escaping @Sendable (String) -> Content?,
        write: @escaping @Sendable (Content) -> JSONValue
    ) {
        self.init(
            expectation,
            read: { value, site in
                if let content = part(value).flatMap(read) { return content }
                site.report(value, expected: expectation)
                return nil
            }, write: write)
    }
}

// MARK: - Of other forms

extension Form {
    /// Another form, or a word that stands for `nil`.
    static func either<Wrapped>(_ form: Form<Wrapped>, _ word: String) -> Form where Content == Wrapped? {
        let both = Expectation.either(form.expectation, word)
        return Form(
            both,
            read: { value, site in
                if value.text == word { return .some(nil) }
                let site = KeySite(path: site.path, findings: site.findings, expectation: both)
                return form.read(value, site).map { .some($0) }
            }, write: { $0.map(form.write) ?? .string(word) })
    }

    /// A list; a mistake in an item has the list's own key.
    static func list<Item>(_ item: Form<Item>) -> Form where Content == [Item] { list(item, path: "") }

    /// A list of groups of keys.
    static func items<Item>(_ item: Form<Item>) -> Form where Content == [Item] { list(item, path: "[]") }

    private static func list<Item>(_ item: Form<Item>, path: String) -> Form where Content == [Item] {
        let expectation = Expectation.list(item.expectation)
        return Form(
            expectation,
            read: { value, site in
                guard case .list(let items) = value.content else {
                    site.report(value, expected: expectation)
                    return nil
                }
                let itemSite = KeySite(path: site.path + path, findings: site.findings)
                let contents = items.compactMap { item.read($0, itemSite) }
                return contents.count == items.count ? contents : nil
            }, write: { .array($0.map(item.write)) })
    }
}

// MARK: - By name

extension Form {
    /// A value for each of some things, which may have any name.
    ///
    /// - Parameters:
    ///   - each: the form of a value.
    ///   - path: where a value stands below the key, by its name: with its dot, or `[]` where the table has keys of it.
    ///   - make: the thing of a name and a value.
    ///   - parts: its name and its value.
    static func byName<Item, Value: Sendable>(
        _ each: Form<Value>, at path: @escaping @Sendable (String) -> String,
        make: @escaping @Sendable (String, Value) -> Item,
        parts: @escaping @Sendable (Item) -> (String, Value)
    ) -> Form where Content == [Item] {
        Form(
            .group,
            read: { value, site in
                guard case .map(let entries) = value.content else {
                    site.report(value, expected: .group)
                    return nil
                }
                let items = entries.sorted { $0.key < $1.key }.compactMap { entry in
                    let place = KeySite(path: site.path + path(entry.key), findings: site.findings)
                    return each.read(entry.value, place).map { make(entry.key, $0) }
                }
                return items.count == entries.count ? items : nil
            },
            write: { items in
                .object(Dictionary(items.map(parts).map { ($0.0, each.write($0.1)) }) { $1 })
            })
    }
}

// MARK: - Text

extension Form where Content == String {
    static var text: Form { text(.text) { $0 } }
    /// A name of which branches can be made.
    static var name: Form { text(.name) { RunName.given($0)?.text } }
    /// A path within the tree, with a slash at its end taken off.
    static var path: Form {
        text(.path) { text in
            let path = text.hasSuffix("/") ? String(text.dropLast()) : text
            return PathProblem(in: path) == nil ? path : nil
        }
    }
    /// A path in the user's home, with `~/` before it or not.
    static var homePath: Form {
        text(.homePath) { text in
            let path = text.hasPrefix("~/") ? String(text.dropFirst(2)) : text
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            return parts.allSatisfy { !["", ".", ".."].contains($0) } ? path : nil
        }
    }
    static var environmentName: Form { text(.environmentName, read: environmentName) }
    static var regularExpression: Form {
        text(.regularExpression) { text in
            text.contains("(") ? RegularExpression(text)?.pattern : nil
        }
    }

    /// Returns a text that can be an environment variable's name.
    static func environmentName(_ text: String) -> String? {
        let isName = text.utf8.allSatisfy {
            (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
        }
        return isName && text.first?.isNumber == false ? text : nil
    }

    /// One of some words.
    static func oneOf(_ words: [String]) -> Form { text(.oneOf(words)) { words.contains($0) ? $0 : nil } }

    private static func text(
        _ expectation: Expectation, read: @escaping @Sendable (String) -> String?
    ) -> Form {
        Form(expectation, of: \.text, read: read, write: { .string($0) })
    }
}

extension Form where Content == RunName {
    static var runName: Form {
        Form(.name, of: \.text, read: { RunName(text: $0) }, write: { .string($0.text) })
    }
}

extension Form where Content: RawRepresentable & CaseIterable, Content.RawValue == String {
    /// One of an enumeration's words.
    static var word: Form {
        Form(
            .oneOf(Content.allCases.map(\.rawValue)), of: \.text, read: { Content(rawValue: $0) },
            write: { .string($0.rawValue) })
    }
}

// MARK: - Numbers

extension Form where Content == Bool {
    static var truth: Form {
        Form(.truth, of: \.plain, read: { ["true": true, "false": false][$0] }, write: { .bool($0) })
    }
}

extension Form where Content == Int {
    /// Numbers have an upper limit each, so that what is reckoned with them can be counted and fits into memory.
    static func wholeNumber(atLeast least: Int, atMost most: Int = Quantity.most) -> Form {
        let expectation = Expectation.wholeNumber(atLeast: least)
        return Form(
            expectation,
            read: { value, site in
                guard let number = value.digits.flatMap(Quantity.wholeNumber), number >= least else {
                    site.report(value, expected: expectation)
                    return nil
                }
                if number > most { site.report(value, atMost: most) }
                return number <= most ? number : nil
            }, write: { JSONValue(whole: $0) })
    }

    static var size: Form {
        Form(.size, of: \.text, read: Quantity.size, write: { .string(Quantity.text(size: $0)) })
    }

    static var tokens: Form {
        Form(.tokens, of: \.text, read: Quantity.tokens, write: { .string("\($0) tokens") })
    }
}

extension Form where Content == UInt64 {
    static var seed: Form {
        Form(
            .wholeNumber(atLeast: 0), of: \.digits, read: { UInt64($0) }, write: { JSONValue(whole: $0) })
    }
}

extension Form where Content == Double {
    static var number: Form { number(.number) { _ in true } }
    static var positiveNumber: Form { number(.positiveNumber) { $0 > 0 } }
    static var amount: Form { number(.number) { $0 >= 0 } }
    static var temperature: Form { number(.number) { (0...5).contains($0) } }
    static var share: Form { part(.share) { (0...1).contains($0) } }
    static var confidence: Form { part(.confidence) { $0 > 0.5 && $0 < 1 } }

    private static func number(
        _ expectation: Expectation, where isRight: @escaping @Sendable (Double) -> Bool
    ) -> Form {
        Form(
            expectation, of: \.plain, read: { Quantity.number($0).flatMap { isRight($0) ? $0 : nil } },
            write: { .number($0) })
    }

    /// A number, or a percentage.
    private static func part(
        _ expectation: Expectation, where isRight: @escaping @Sendable (Double) -> Bool
    ) -> Form {
        Form(
            expectation, of: \.text,
            read: { (Quantity.percentage($0) ?? Quantity.number($0)).flatMap { isRight($0) ? $0 : nil } },
            write: { .number($0) })
    }
}

extension Form where Content == Duration {
    static var duration: Form {
        Form(.duration, of: \.text, read: Quantity.duration, write: { .string(Quantity.text($0)) })
    }
}
