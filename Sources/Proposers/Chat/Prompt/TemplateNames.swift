import Text

/// The names that a Mustache template may use. The library shows nothing where a name is not known, so a misspelt one would take the evidence
/// or the files out of what a model is shown, and nobody would be told.
struct TemplateNames {
    private let contents: Any
    private let partials: Set<String>

    /// - Parameter contents: what the template is filled in with; lists with one item at least.
    init(of contents: Any, partials: Set<String>) {
        self.contents = contents
        self.partials = partials
    }

    /// A name that nothing has where it stands.
    struct Unknown: Hashable {
        let name: String
        let line: Int
        let nearest: String?

        /// In one line.
        var words: String {
            "line \(line) uses '\(name)', which nothing has there"
                + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        }
    }

    /// Returns the first unknown name of a template that the library can read.
    func firstUnknown(in template: String) -> Unknown? {
        var stack: [Any] = [contents]
        for tag in Self.tags(of: template) {
            switch tag.kind {
            case "!", "=", "%", "$": continue
            case "/": if stack.count > 1 { stack.removeLast() }
            case ">", "<":
                guard !partials.contains(tag.name) else { continue }
                return unknown(tag, among: partials)
            default:
                let value: Any
                switch find(tag.name, in: stack) {
                case .success(let found): value = found
                case .failure(let missing): return unknown(tag, missing.name, among: missing.known)
                }
                if tag.kind == "#" || tag.kind == "^" { stack.append(Self.item(of: value)) }
            }
        }
        return nil
    }

    private func unknown(_ tag: Tag, _ name: String? = nil, among known: Set<String>) -> Unknown {
        let name = name ?? tag.name
        return Unknown(name: name, line: tag.line, nearest: NearestName.of(name, among: known))
    }

    // MARK: - Looking up

    private struct Missing: Error {
        let name: String
        let known: Set<String>
    }

    /// Finds what a name stands for: in the innermost of the contents that has it, then part by part.
    private func find(_ name: String, in stack: [Any]) -> Result<Any, Missing> {
        let parts = name.split(separator: ".").map(String.init)
        guard let first = parts.first else { return .success(stack[stack.count - 1]) }
        let scopes = name.hasPrefix(".") ? stack.suffix(1) : stack[...]
        guard var value = scopes.reversed().lazy.compactMap({ Self.children(of: $0)[first] }).first else {
            return .failure(Missing(name: first, known: Set(scopes.flatMap { Self.children(of: $0).keys })))
        }
        for part in parts.dropFirst() {
            let children = Self.children(of: value)
            guard let child = children[part] else {
                return .failure(Missing(name: part, known: Set(children.keys)))
            }
            value = child
        }
        return .success(value)
    }

    private static func children(of value: Any) -> [String: Any] {
        let labelled = Mirror(reflecting: value).children.compactMap { child in
            child.label.map { ($0, child.value) }
        }
        return Dictionary(labelled) { first, _ in first }
    }

    /// What a section is filled in with: an item of a list, or the value itself.
    private static func item(of value: Any) -> Any { (value as? [Any])?.first ?? value }

    // MARK: - Tags

    private struct Tag {
        /// The sign before the name; a space for none.
        let kind: Character
        let name: String
        let line: Int
    }

    /// The tags of a template, in order; `{{=<% %>=}}` gives those after it other marks.
    private static func tags(of template: String) -> [Tag] {
        var (open, close) = ("{{", "}}")
        var tags: [Tag] = []
        var rest = template[...]
        var line = 1
        while let start = rest.firstRange(of: open), let end = rest[start.upperBound...].firstRange(of: close)
        {
            line += rest[..<start.lowerBound].count(where: \.isNewline)
            var text = rest[start.upperBound..<end.lowerBound]
            if text.first == "=", text.last == "=" {
                let marks = text.dropFirst().dropLast().split(separator: " ").map(String.init)
                if marks.count == 2 { (open, close) = (marks[0], marks[1]) }
            }
            tags.append(tag(&text, line: line))
            line += rest[start.lowerBound..<end.upperBound].count(where: \.isNewline)
            rest = rest[end.upperBound...]
        }
        return tags
    }

    /// Takes the sign off a tag's text, and what is done to a value: `uppercased(name)`.
    private static func tag(_ text: inout Substring, line: Int) -> Tag {
        let signs: Set<Character> = ["#", "^", "/", ">", "<", "!", "=", "%", "$", "&", "{"]
        let kind: Character = text.first.flatMap { signs.contains($0) ? $0 : nil } ?? " "
        if kind != " " { text = text.dropFirst() }
        var name = text.filter { !$0.isWhitespace }
        if kind == "{" { name = String(name.drop { $0 == "}" }) }
        while name.hasSuffix(")"), let bracket = name.firstIndex(of: "(") {
            name = String(name[name.index(after: bracket)...].dropLast())
        }
        return Tag(kind: kind, name: name, line: line)
    }
}
