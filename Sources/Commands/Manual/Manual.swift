import StudyFile
import Templates
import Text

/// The whole manual: a page for every command, and those on what is no command.
struct Manual {
    let pages: [ManualPage]

    /// - Throws: where the command line cannot be described, which no release does.
    static func whole() throws -> Manual {
        let written = Templates.manual.compactMap { bytes in
            ManualPage(
                markdown: String(decoding: bytes, as: UTF8.self)
                    .replacing("{{keys}}\n", with: KeyReference.markdownReference()))
        }
        let extras = written.filter { $0.section == 1 }.map { ($0.name, $0) }
        let commands = CommandPage.all(
            of: try .root(), Hone.self, written: Dictionary(extras) { first, _ in first })
        return Manual(pages: commands + written.filter { $0.section != 1 })
    }

    /// The pages that are of no command.
    var topics: [ManualPage] { pages.filter { $0.section != 1 } }

    /// A word that a page explains.
    struct Found: Hashable {
        let page: ManualPage
        /// The last heading above it.
        let heading: String
        let entry: ManualPage.Entry

        static func == (left: Found, right: Found) -> Bool {
            left.page.title == right.page.title && left.heading == right.heading && left.entry == right.entry
        }

        func hash(into hasher: inout Hasher) { hasher.combine(entry) }
    }

    enum Answer {
        case page(ManualPage)
        case section(ManualPage, [ManualPage.Block])
        case entries([Found])
        /// Nothing has that name; what may be meant, and the pages that speak of it.
        case nothing(nearest: String?, mentions: [ManualPage])
    }

    /// Finds what somebody asks for: a page, a word that one explains, a section; whatever comes first.
    func answer(to topic: String) -> Answer {
        let topic = topic.lowercased()
        let asked = topic.hasPrefix("hone ") ? String(topic.dropFirst(5)) : topic
        if let page = pages.first(where: { $0.topics.contains(asked) }) { return .page(page) }
        let all = entries
        let exact = all.filter { $0.entry.words.contains { $0.lowercased() == asked } }
        if !exact.isEmpty { return .entries(exact + below(exact, in: all)) }
        let loose = all.filter { $0.entry.words.contains { Self.names($0.lowercased(), asked) } }
        if !loose.isEmpty { return .entries(loose) }
        for page in pages {
            if let blocks = page.section(asked) { return .section(page, blocks) }
        }
        return .nothing(nearest: NearestName.of(asked, among: names), mentions: mentions(of: asked))
    }

    /// All that may be asked for by name.
    var names: [String] {
        pages.compactMap(\.topics.first) + entries.flatMap { $0.entry.words.filter { !$0.contains(" ") } }
    }

    /// Every word that is explained, outside the examples of commands.
    private var entries: [Found] {
        pages.flatMap { page in
            var heading = ""
            return page.blocks.compactMap { block in
                switch block {
                case .heading(let text), .subheading(let text): heading = text
                case .entry(let entry) where heading != "Examples" || page.section != 1:
                    return Found(page: page, heading: heading, entry: entry)
                default: break
                }
                return nil
            }
        }
    }

    /// What stands below keys that are groups.
    private func below(_ found: [Found], in all: [Found]) -> [Found] {
        let keys = found.filter { $0.page.section == 5 }.flatMap(\.entry.words)
        return all.filter { other in
            other.page.section == 5 && !found.contains(other)
                && other.entry.words.contains { word in
                    keys.contains { word.hasPrefix($0 + ".") || word.hasPrefix($0 + "[].") }
                }
        }
    }

    /// Whether a word is meant by less of it: a key by its last parts, a ref by what follows `refs/`, or by one of its kind.
    private static func names(_ word: String, _ asked: String) -> Bool {
        let plain = word.replacing("[]", with: "")
        if plain == asked || plain.hasSuffix("." + asked) { return true }
        guard asked.contains("/") else { return false }
        let parts = word.split(separator: "/")
        let given = asked.split(separator: "/")
        guard given.count <= parts.count else { return false }
        let left = parts.dropLast(given.count)
        guard left.allSatisfy({ ["refs", "heads", "notes"].contains($0) }) else { return false }
        return zip(parts.suffix(given.count), given).allSatisfy { part, given in
            part == given || part.hasPrefix("<")
        }
    }

    private func mentions(of text: String) -> [ManualPage] {
        pages.filter { page in page.blocks.contains { $0.text.lowercased().contains(text) } }
    }
}

extension ManualPage {
    /// The blocks below a heading of that name, with it.
    fileprivate func section(_ name: String) -> [Block]? {
        guard self.section != 1 || self.name == "hone",
            let start = blocks.firstIndex(where: { $0.heading?.lowercased() == name })
        else { return nil }
        let rest = blocks[(start + 1)...].prefix { block in
            if case .heading = block { return false }
            if case .subheading = blocks[start] { return block.heading == nil }
            return true
        }
        return [blocks[start]] + rest
    }
}

extension ManualPage.Block {
    fileprivate var heading: String? {
        switch self {
        case .heading(let text), .subheading(let text): text
        default: nil
        }
    }

    /// All of its text.
    var text: String {
        switch self {
        case .heading(let text), .subheading(let text): text
        case .paragraph(let text), .item(let text): text.text
        case .code(let lines): lines.joined(separator: "\n")
        case .entry(let entry): entry.term.text + " " + entry.meaning.text
        }
    }
}
