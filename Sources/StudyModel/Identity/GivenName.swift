/// A name that people may choose, and that is part of refs and so of files' names.
package protocol GivenName: TextCodable {}

extension GivenName {
    /// Characters up to which a name is taken from a person; numbers, writers and cells of sweeps are added to it, and a file's name may have 255.
    package static var longestGiven: Int { 100 }

    /// The name as a person gives it; `nil` where it can be none.
    package static func given(_ text: String) -> Self? {
        text.utf8.count <= longestGiven ? Self(text: text) : nil
    }
}
