/// A tree named by its full object ID: two candidates with the same tree are the same artifact.
package struct TreeID: Hashable, Sendable, TextCodable {
    package let name: ObjectName

    package init(_ name: ObjectName) { self.name = name }

    package init?(text: String) {
        guard let name = ObjectName(hex: text) else { return nil }
        self.init(name)
    }

    package var text: String { name.hex }
}
