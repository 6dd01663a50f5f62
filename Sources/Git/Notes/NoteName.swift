import ObjectIDs

/// The hexadecimal digits that name a note, or those that are left of them inside a folder.
struct NoteName: Hashable {
    let digits: [UInt8]

    init(_ digits: [UInt8] = []) {
        self.digits = digits
    }

    init(_ id: ObjectID) {
        digits = Array(id.hex.utf8)
    }

    /// The name of the folder that would hold the note.
    var folder: [UInt8] { Array(digits.prefix(2)) }

    /// What is left of the name inside that folder.
    var inFolder: NoteName { NoteName(Array(digits.dropFirst(2))) }

    var isHexadecimal: Bool {
        digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The object, if these are all digits of its name.
    var objectID: ObjectID? {
        isHexadecimal ? ObjectID(hex: String(decoding: digits, as: UTF8.self)) : nil
    }
}
