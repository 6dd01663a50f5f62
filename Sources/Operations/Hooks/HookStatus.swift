import GitHooks

/// What is to be found in a hook's place.
package struct HookStatus: Hashable, Sendable {
    package let hook: GitHook
    package let found: Found
    /// Whether a hook that was there before hone's is kept beside it.
    package let keepsAnother: Bool

    package enum Found: Hashable, Sendable {
        case nothing
        /// Hone's hook, as this version has it.
        case current
        /// Hone's hook of another version, or changed since.
        case outdated
        /// Somebody else's hook.
        case another
    }
}
