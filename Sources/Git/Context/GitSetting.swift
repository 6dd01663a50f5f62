import Clibgit2

/// A setting of git's configuration.
package struct GitSetting: Hashable, Sendable {
    /// The name as git spells it: all but what stands between the first and the last dot is in lower case.
    package let key: String
    /// The value; nil for a name without one, which is a yes.
    package let value: String?

    /// Asks git for all settings, those that the environment and the command line give among them.
    static func all(in folder: String, _ environment: [String: String]) throws(GitError) -> [GitSetting] {
        let asked = try GitQuestion(["config", "--list", "--null"], in: folder, environment)
        guard asked.status == 0 else {
            throw GitError("read git's settings", .other(asked.status), asked.reason)
        }
        return asked.output.split(separator: 0).map { entry in
            let parts = entry.split(
                separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
            return GitSetting(
                key: String(decoding: parts[0], as: UTF8.self),
                value: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil)
        }
    }

    /// An environment that has settings beside those that it gave already, as `git -c` has them.
    static func adding(_ settings: KeyValuePairs<String, String>, to environment: [String: String])
        -> [String: String]
    {
        let count = environment["GIT_CONFIG_COUNT"].map { Int($0) } ?? 0
        // A number that is none is for git to complain of.
        guard let count, count >= 0 else { return environment }
        var all = environment
        for (number, setting) in settings.enumerated() {
            all["GIT_CONFIG_KEY_\(count + number)"] = setting.key
            all["GIT_CONFIG_VALUE_\(count + number)"] = setting.value
        }
        all["GIT_CONFIG_COUNT"] = "\(count + settings.count)"
        return all
    }

    /// A name in git's spelling.
    static func normal(_ key: String) -> String {
        guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: ".") else {
            return key.lowercased()
        }
        return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
    }

    /// The value as a yes or a no; `.invalidSpec` if it is neither.
    func flag() throws(GitError) -> Bool {
        guard let value else { return true }
        var flag: Int32 = 0
        guard git_config_parse_bool(&flag, value) == 0 else {
            throw GitError("read the setting '\(key)'", .invalidSpec, "'\(value)' is not true or false")
        }
        return flag != 0
    }
}

extension [GitSetting] {
    /// The last value of a setting, or nil.
    func value(of key: String) -> String? {
        let name = GitSetting.normal(key)
        return last { $0.key == name }.map { $0.value ?? "" }
    }
}
