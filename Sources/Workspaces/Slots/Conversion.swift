import Git
import Platform

/// How the user's git changes content between the repository and a checkout, beside what `.gitattributes` say.
struct Conversion: Sendable {
    /// The user's settings that decide it, as `name=value`: line ends and filters.
    let settings: [String]
    /// The content of the repository's own `info/attributes`.
    let attributes: [UInt8]
    /// Whether these alone may convert files that no `.gitattributes` speaks of.
    let isUnconditional: Bool

    /// Reads the user's configuration, in the user's environment; the repository is not written to.
    init(of repository: Repository, environment: [String: String]) async throws {
        let settings = try await Self.settings(repository.gitDirectory, environment)
        let file = repository.commonDirectory + "info/attributes"
        attributes = HostFile.exists(file) ? try HostFile.read(file) : []
        self.settings = settings
        let convertsLines = settings.contains { ["true", "input"].contains($0.value(of: "core.autocrlf")) }
        let hasUserFile = settings.contains { $0.value(of: "core.attributesfile") != nil }
        isUnconditional = convertsLines || hasUserFile || Self.mayConvert(attributes: attributes)
    }

    /// Tells whether a file of attributes names one that changes content.
    static func mayConvert(attributes: [UInt8]) -> Bool {
        let names = ["text", "eol", "crlf", "filter", "ident", "working-tree-encoding", "binary"]
        return String(decoding: attributes, as: UTF8.self).split(whereSeparator: \.isNewline).contains {
            line in
            guard !line.hasPrefix("#") else { return false }
            if line.hasPrefix("[attr]") { return true }
            return line.split(whereSeparator: \.isWhitespace).dropFirst().contains { word in
                let name = word.drop { $0 == "-" || $0 == "!" }.prefix { $0 != "=" }
                return names.contains(String(name))
            }
        }
    }

    private static func settings(
        _ gitDirectory: String, _ environment: [String: String]
    ) async throws -> [String] {
        var environment = environment.filter { ["PATH", "HOME", "XDG_CONFIG_HOME"].contains($0.key) }
        environment["GIT_DIR"] = gitDirectory
        let output = try await ProcessGroup(
            words: ["git", "config", "--null", "--list"], directory: gitDirectory, environment: environment,
            timeout: .seconds(60)
        ).run()
        return output.report.stdout.bytes.split(separator: 0).compactMap { entry in
            let text = String(decoding: entry, as: UTF8.self)
            guard let end = text.firstIndex(of: "\n") else { return nil }
            let key = text[..<end]
            let isWanted =
                key.hasPrefix("filter.") || key.hasPrefix("lfs.")
                || ["core.autocrlf", "core.eol", "core.attributesfile"].contains(key)
            return isWanted ? key + "=" + text[text.index(after: end)...] : nil
        }
    }
}

extension String {
    /// The value of a `name=value` of this name, in lower case.
    fileprivate func value(of name: String) -> String? {
        hasPrefix(name + "=") ? dropFirst(name.count + 1).lowercased() : nil
    }
}
