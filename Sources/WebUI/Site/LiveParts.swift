import FoundationEssentials

/// What has changed on a page, as the script there takes it.
struct LiveParts: Encodable, Hashable {
    /// A part of the page that is put in place of the old one.
    struct Part: Encodable, Hashable {
        let id: String
        var html: String?
        var text: String?
    }

    var parts: [Part] = []
    /// Rows of the table of candidates, each put in or in place of the old one.
    var rows: [String] = []

    var isEmpty: Bool { parts.isEmpty && rows.isEmpty }

    func text() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
}
