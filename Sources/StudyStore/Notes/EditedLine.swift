import Text

/// A line of a note, an object whose lists are changed while all else in it stays as it was written.
struct EditedLine {
    private(set) var bytes: [UInt8]

    /// `nil` where it is no object.
    init?(_ bytes: [UInt8]) {
        guard JSONReader.fields(of: bytes) != nil else { return nil }
        self.bytes = bytes
    }

    /// The texts of the elements of a field's list; none where it has no such list.
    func elements(of key: String) -> [[UInt8]] {
        guard let place = place(of: key) else { return [] }
        let list = Array(bytes[place])
        return (JSONReader.elements(of: list) ?? []).map { Array(list[$0]) }
    }

    /// Makes a field a list of such elements.
    mutating func set(_ key: String, to elements: [[UInt8]]) {
        let list = [UInt8(ascii: "[")] + elements.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")]
        if let place = place(of: key) {
            bytes.replaceSubrange(place, with: list)
        } else if let end = bytes.lastIndex(of: UInt8(ascii: "}")) {
            let isFirst = JSONReader.fields(of: bytes)?.isEmpty ?? true
            bytes.insert(contentsOf: Array("\(isFirst ? "" : ",")\"\(key)\":".utf8) + list, at: end)
        }
    }

    private func place(of key: String) -> Range<Int>? {
        JSONReader.fields(of: bytes)?.last { $0.key == key }?.value
    }
}
