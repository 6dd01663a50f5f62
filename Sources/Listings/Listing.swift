import StudyModel

/// A value that hone prints for programs: `--json` of a command, and what else hands it on.
///
/// Its JSON is spelled as everything public is, which the article "The stored format" has the rules of: `ObjectWriter` leaves out what is not
/// known, and what is stored somewhere too is written by the code that stores it.
package protocol Listing: Sendable {
    /// Writes the value's fields.
    func write(to line: inout ObjectWriter)
}

extension Listing {
    /// The value as a document of its own: one JSON object, with the version of what is printed.
    package var document: String {
        ObjectWriter.page { line in
            line.put("version", 1)
            write(to: &line)
        }
    }
}

/// Several values of a kind, as one document: a list is there even where it is empty.
package struct ListingList<Item: Listing>: Listing {
    private let key: String
    private let items: [Item]

    /// - Parameter key: what the items are called, such as `steps`.
    package init(_ key: String, _ items: [Item]) {
        self.key = key
        self.items = items
    }

    package func write(to line: inout ObjectWriter) { line.list(key, items) { $0.write(to: &$1) } }
}
