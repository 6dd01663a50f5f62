import StudyModel
import Text

extension StudyReader {
    /// The keys of a chat; `nil` where a problem left no model to ask.
    func readChat(_ section: Section, readFile: (String) throws -> String?) throws -> ChatSettings? {
        let models = readItems("models", in: section, .group, read: readModel)
        if models.isEmpty, !section.has("models") {
            section.report("models", .missingKey(expected: .list(.group)))
        } else if case .list([])? = section.value("models")?.content {
            section.report("models", .missingKey(expected: .list(.group)))
        }
        let standard = ChatSettings(models: [])
        let settings = ChatSettings(
            models: models, edits: section.read("edits", .word, default: standard.edits),
            temperature: section.read("temperature", Form.temperature.optional, default: nil),
            maxTokens: section.read("max_tokens", .wholeNumber(atLeast: 1), default: standard.maxTokens),
            repair: section.read(
                "repair", .wholeNumber(atLeast: 0, atMost: 100), default: standard.repair),
            timeout: section.read("timeout", .duration, default: standard.timeout),
            prompt: try readPrompt(section, readFile: readFile),
            structuredOutput: section.read("structured_output", .word, default: standard.structuredOutput))
        if settings.edits == .diff, settings.structuredOutput == .on {
            findings.warnings.append(
                .withoutEffect(keyPath: "proposer.structured_output", because: "proposer.edits: diff"))
        }
        return models.isEmpty ? nil : settings
    }

    private func readModel(_ section: Section) -> ModelSettings? {
        let name = section.require("name", .text)
        let url = section.require("url", .text)
        var model = ModelSettings(name: name ?? "", url: url ?? "")
        if let url, !isAddress(url, in: section) { return nil }
        model.api = section.optional("api", .word) ?? model.api
        model.key = readKey(section)
        model.weight = section.optional("weight", .positiveNumber) ?? model.weight
        model.price = readPrice(section)
        model.headers = readHeaders(section)
        model.extra = section.entries("extra").mapValues(JSONValue.init)
        model.context = section.optional("context", .wholeNumber(atLeast: 256))
        return name == nil || url == nil ? nil : model
    }

    /// An address that a browser would take, without the name and password that it may hold.
    private func isAddress(_ url: String, in section: Section) -> Bool {
        let host = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first ?? ""
        if host.contains("@") {
            section.report("url", .literalKey)
            return false
        }
        let hasScheme = url.hasPrefix("http://") || url.hasPrefix("https://")
        guard hasScheme, !host.isEmpty, !url.contains(" ") else {
            section.report("url", .wrongValue(expected: .address, found: "\"\(url.prefix(60))\""))
            return false
        }
        return true
    }

    // MARK: - Keys

    /// A variable's name or a command. What looks like a key itself is refused, and not repeated.
    private func readKey(_ section: Section) -> KeySource? {
        guard let value = section.value("key") else { return nil }
        if case .map = value.content {
            let group = section.section("key", known: ["run"])
            return group.require("run", .commandLine).map { .command($0) }
        }
        guard let text = value.text, !LiteralKey.isKey(text) else {
            section.report(
                "key", value.text == nil ? .wrongValue(expected: .keySource, found: value.shown) : .literalKey
            )
            return nil
        }
        guard case .success(let name) = Form.environmentName.parse(value) else {
            section.report("key", .literalKey)
            return nil
        }
        return .environment(name)
    }

    private func readHeaders(_ section: Section) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in section.entries("headers") {
            if LiteralKey.isKeyHeader(name) || value.text.map(LiteralKey.isKey) == true {
                section.report("headers", .literalKey)
            } else if let text = value.text {
                headers[name] = text
            } else {
                section.report("headers", .wrongValue(expected: .text, found: value.shown))
            }
        }
        return headers
    }

    private func readPrice(_ section: Section) -> ModelPrice? {
        guard section.has("price") else { return nil }
        let price = section.section("price", known: ["in", "out"])
        let input = price.require("in", .amount)
        let output = price.require("out", .amount)
        guard let input, let output else { return nil }
        return ModelPrice(input: input, output: output)
    }

    private func readPrompt(_ section: Section, readFile: (String) throws -> String?) throws -> String? {
        guard let path = section.optional("prompt", .path) else { return nil }
        if let text = try readFile(path) { return text }
        section.report("prompt", .wrongValue(expected: .file, found: "\"\(path)\""))
        return nil
    }
}

/// Tells keys from the names of variables that hold them.
enum LiteralKey {
    /// Keys of the known services have a prefix with a hyphen, or are long and of mixed letters and digits.
    static func isKey(_ text: String) -> Bool {
        let prefixes = ["sk-", "pk-", "gsk_", "hf_", "xai-", "AIza", "Bearer "]
        let isMixed = text.contains(where: \.isLowercase) && text.contains(where: \.isNumber)
        return prefixes.contains { text.hasPrefix($0) }
            || (text.count >= 20 && isMixed && !text.contains(" "))
    }

    /// Headers that hold a key.
    static func isKeyHeader(_ name: String) -> Bool {
        ["authorization", "x-api-key", "api-key", "proxy-authorization", "cookie"].contains(name.lowercased())
    }
}

extension Section {
    /// Reads a key that may be left out and then is not noted as a default.
    fileprivate func optional<Result>(_ key: String, _ form: Form<Result>) -> Result? {
        has(key) ? require(key, form) : nil
    }

    /// The keys and values of a group whose keys are anybody's; empty where it was left out.
    fileprivate func entries(_ key: String) -> [String: Value] {
        guard let value = value(key) else { return [:] }
        guard case .map(let entries) = value.content else {
            report(key, .wrongValue(expected: .group, found: value.shown))
            return [:]
        }
        return Dictionary(entries.map { ($0.key, $0.value) }) { $1 }
    }
}

extension Form {
    /// This, or nothing.
    fileprivate var optional: Form<Result?> {
        Form<Result?>(expectation) { value in parse(value).map { $0 } }
    }
}

extension Form where Result == Double {
    fileprivate static var temperature: Form {
        Form(.number, ofPlain: { Quantity.number($0).flatMap { (0...5).contains($0) ? $0 : nil } })
    }
    fileprivate static var positiveNumber: Form {
        Form(.positiveNumber, ofPlain: { Quantity.number($0).flatMap { $0 > 0 ? $0 : nil } })
    }
    fileprivate static var amount: Form {
        Form(.number, ofPlain: { Quantity.number($0).flatMap { $0 >= 0 ? $0 : nil } })
    }
}

extension JSONValue {
    /// A value of the file as JSON; only what is not in quotes can be a number or a truth value.
    fileprivate init(_ value: Value) {
        switch value.content {
        case .nothing: self = .null
        case .list(let items): self = .array(items.map { JSONValue($0) })
        case .map(let entries):
            self = .object(Dictionary(entries.map { ($0.key, JSONValue($0.value)) }) { $1 })
        case .scalar("true", isQuoted: false): self = .bool(true)
        case .scalar("false", isQuoted: false): self = .bool(false)
        case .scalar(let text, let isQuoted):
            self = (isQuoted ? nil : Quantity.number(text)).map(JSONValue.number) ?? .string(text)
        }
    }
}
