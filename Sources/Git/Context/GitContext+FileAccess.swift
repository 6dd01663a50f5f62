import Platform

extension GitContext {
    /// Who may use the files that are made below the git directory: whom git would let use its own (git-config(1), `core.sharedRepository`).
    ///
    /// Whatever is made there asks here. Throws `.invalidSpec` for a value that git would not take.
    package func fileAccess() throws(GitError) -> FileAccess {
        guard let value = try settings().last(where: { $0.key == Self.key }) else { return .umask }
        switch value.value {
        case nil, "group": return .least(0o660)
        case "umask": return .umask
        case "all", "world", "everybody": return .least(0o664)
        case let text? where !text.isEmpty && text.allSatisfy { ("0"..."7").contains($0) }:
            return try Self.access(octal: text)
        default: return try value.flag() ? .least(0o660) : .umask
        }
    }

    private static let key = "core.sharedrepository"

    private static func access(octal text: String) throws(GitError) -> FileAccess {
        switch UInt32(text, radix: 8) {
        case 0: return .umask
        // As words, from before there were modes.
        case 1: return .least(0o660)
        case 2: return .least(0o664)
        case let mode? where mode & 0o600 == 0o600: return .exactly(mode & 0o666)
        default:
            throw GitError(
                "read the setting 'core.sharedRepository'", .invalidSpec,
                "'\(text)' would keep the owner of files from reading and writing them")
        }
    }
}
