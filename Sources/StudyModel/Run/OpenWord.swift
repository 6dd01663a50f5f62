/// A word of a vocabulary that grows: one that this program does not know is kept, and shown as it stands.
package protocol OpenWord: RawRepresentable<String>, Hashable, Sendable, ByteCodable {
    init(rawValue: String)
}
