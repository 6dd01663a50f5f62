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

    /// Reads the user's settings; the repository is not written to.
    init(of repository: Repository) throws {
        let settings = try repository.context.settings().filter(Self.decides).map {
            "\($0.key)=\($0.value ?? "true")"
        }
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

    private static func decides(_ setting: GitSetting) -> Bool {
        setting.key.hasPrefix("filter.") || setting.key.hasPrefix("lfs.")
            || ["core.autocrlf", "core.eol", "core.attributesfile"].contains(setting.key)
    }
}

extension String {
    /// The value of a `name=value` of this name, in lower case.
    fileprivate func value(of name: String) -> String? {
        hasPrefix(name + "=") ? dropFirst(name.count + 1).lowercased() : nil
    }
}
