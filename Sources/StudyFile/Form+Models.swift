import StudyModel
import Text

extension Form where Content == ModelSettings {
    static var model: Form {
        Form(
            .group,
            read: { value, site in
                let group = Group(value, at: site)
                let name = group.require("name", .text)
                let url = group.require("url", .text)
                if let url, !isAddress(url, in: group) { return nil }
                var model = ModelSettings(name: name ?? "", url: url ?? "")
                model.api = group.read("api", .word) ?? model.api
                model.key = readKey(group)
                model.weight = group.read("weight", .positiveNumber) ?? model.weight
                model.price = readPrice(group)
                model.headers = readHeaders(group)
                model.extra = group.entries("extra").mapValues { JSONValue($0) }
                model.context = group.read("context", .wholeNumber(atLeast: 256))
                return name == nil || url == nil ? nil : model
            }, write: { .object(fields($0)) })
    }

    private static func fields(_ model: ModelSettings) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [
            "name": .string(model.name), "url": .string(model.url), "api": .string(model.api.rawValue),
            "weight": .number(model.weight),
        ]
        fields["key"] = model.key.map { key in
            switch key {
            case .environment(let name): .string(name)
            case .command(let command): .object(["run": Form<CommandLine>.commandLine.write(command)])
            }
        }
        fields["price"] = model.price.map {
            .object(["in": .number($0.input), "out": .number($0.output)])
        }
        if !model.headers.isEmpty { fields["headers"] = .object(model.headers.mapValues { .string($0) }) }
        if !model.extra.isEmpty { fields["extra"] = .object(model.extra) }
        fields["context"] = model.context.map { JSONValue(whole: $0) }
        return fields
    }

    /// An address that a browser would take, without the name and password that it may hold.
    private static func isAddress(_ url: String, in group: Group) -> Bool {
        let host = url.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).first ?? ""
        if host.contains("@") {
            group.report("url", .literalKey)
            return false
        }
        let hasScheme = url.hasPrefix("http://") || url.hasPrefix("https://")
        guard hasScheme, !host.isEmpty, !url.contains(" ") else {
            group.report("url", .wrongValue(expected: .address, found: "\"\(url.prefix(60))\""))
            return false
        }
        return true
    }

    private static func readPrice(_ group: Group) -> ModelPrice? {
        guard let price = group.group("price") else { return nil }
        let input = price.require("in", .amount)
        let output = price.require("out", .amount)
        guard let input, let output else { return nil }
        return ModelPrice(input: input, output: output)
    }

    // MARK: - Keys

    /// A variable's name or a command. What looks like a key itself is refused, and not repeated.
    private static func readKey(_ group: Group) -> KeySource? {
        guard let value = group.value("key") else { return nil }
        if case .map = value.content {
            return group.group("key")?.require("run", .commandLine).map { .command($0) }
        }
        guard let text = value.text else {
            group.report("key", .wrongValue(expected: .keySource, found: value.shown))
            return nil
        }
        guard !LiteralKey.isKey(text), let name = Form<String>.environmentName(text) else {
            group.report("key", .literalKey)
            return nil
        }
        return .environment(name)
    }

    private static func readHeaders(_ group: Group) -> [String: String] {
        var headers: [String: String] = [:]
        for (name, value) in group.entries("headers") {
            if LiteralKey.isKeyHeader(name) || value.text.map(LiteralKey.isKey) == true {
                group.report("headers", .literalKey)
            } else if let text = value.text {
                headers[name] = text
            } else {
                group.report("headers", .wrongValue(expected: .text, found: value.shown))
            }
        }
        return headers
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
