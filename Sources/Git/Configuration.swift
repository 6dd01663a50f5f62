import Clibgit2

/// The settings of git's configuration files, read when it was made.
struct Configuration: ~Copyable {
    private let handle: Handle

    init(_ handle: consuming Handle) {
        self.handle = handle
    }

    init(repository: OpaquePointer) throws(GitError) {
        var raw: OpaquePointer?
        try check(git_repository_config_snapshot(&raw, repository), "read the configuration")
        handle = Handle(raw, freedBy: git_config_free)
    }

    /// The last value of the setting, or nil; a name that is not well formed is an error.
    func string(_ key: String) throws(GitError) -> String? {
        var buffer = Buffer()
        let status = git_config_get_string_buf(&buffer.raw, handle.pointer, key)
        return try found(status, "read the setting '\(key)'") ? buffer.string : nil
    }
}

extension Repository {
    /// Returns a setting as `git config --get` does, or nil.
    package func configuration(_ key: String) throws(GitError) -> String? {
        try Configuration(repository: pointer).string(key)
    }

    /// Returns a number setting, its suffixes k, m and g worked out, or nil; `.invalidSpec` if it is no number.
    package func configurationNumber(_ key: String) throws(GitError) -> Int64? {
        guard let text = try configuration(key) else { return nil }
        var value: Int64 = 0
        guard git_config_parse_int64(&value, text) == 0 else { throw Self.malformed(key, text, "a number") }
        return value
    }

    /// Returns a yes-or-no setting in any of git's spellings, or nil; `.invalidSpec` if it is neither.
    package func configurationFlag(_ key: String) throws(GitError) -> Bool? {
        guard let text = try configuration(key) else { return nil }
        var value: Int32 = 0
        guard git_config_parse_bool(&value, text) == 0 else {
            throw Self.malformed(key, text, "true or false")
        }
        return value != 0
    }

    /// Returns the configured `user.name` and `user.email` with the given time; `.noIdentity` if one is missing.
    ///
    /// They are read once: each look at git's configuration asks for four files. `GIT_AUTHOR_NAME` and its like are
    /// the caller's business.
    package func signature(time: Int64, offsetMinutes: Int = 0) throws(GitError) -> Signature {
        let author: Signature
        if let configuredAuthor { author = configuredAuthor } else { author = try readAuthor() }
        configuredAuthor = author
        return author.at(time, offsetMinutes: offsetMinutes)
    }

    private func readAuthor() throws(GitError) -> Signature {
        let configuration = try Configuration(repository: pointer)
        let name = try configuration.string("user.name") ?? ""
        let email = try configuration.string("user.email") ?? ""
        for (key, value) in [("user.name", name), ("user.email", email)] where value.isEmpty {
            throw GitError("name the author", .noIdentity, "'\(key)' is not set in git's configuration")
        }
        return Signature(name: name, email: email, time: 0)
    }

    private static func malformed(_ key: String, _ value: String, _ kind: String) -> GitError {
        GitError("read the setting '\(key)'", .invalidSpec, "'\(value)' is not \(kind)")
    }
}
