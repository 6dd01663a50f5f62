import Foundation
import Testing

/// What the articles name is there: nothing builds their catalogs, so this keeps their links from dangling.
struct ArticleTests {
    /// An article of a target's documentation.
    struct Article: CustomTestStringConvertible {
        let target: String
        let name: String
        let text: String

        var testDescription: String { "\(target)/\(name)" }
    }

    static let articles: [Article] = {
        let sources = SourceTree.top.appending(path: "Sources").path
        let paths = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".md") }.sorted().compactMap { path in
            let parts = path.dropLast(".md".count).split(separator: "/").map(String.init)
            guard parts.count == 3,
                let text = try? String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
            else { return nil }
            return Article(target: parts[0], name: parts[2], text: text)
        }
    }()

    private static let declarations = Result { Declarations(try SourceTree(["Sources"])) }

    @Test func `each target that has articles is read`() {
        #expect(Set(Self.articles.map(\.target)).isSuperset(of: ["Search", "StudyStore"]))
    }

    @Test(arguments: articles)
    func `each symbol that an article names is declared`(article: Article) throws {
        let declarations = try Self.declarations.get()
        for match in article.text.matches(of: /``([^`\s]+)``/) {
            let parts = match.1.split(separator: "/").map(String.init)
            #expect(parts.allSatisfy(declarations.contains), "``\(match.1)``")
        }
    }

    @Test(arguments: articles)
    func `each article that an article links to is there`(article: Article) {
        let names = Set(Self.articles.filter { $0.target == article.target }.map(\.name))
        for match in article.text.matches(of: /<doc:([^>]+)>/) {
            #expect(names.contains(String(match.1)), "<doc:\(match.1)>")
        }
    }

    /// A comment that leans on a decision says it, or an article does.
    @Test func `no comment refers to a document outside the repository`() throws {
        let files = try SourceTree(["Sources", "Tests", "templates", "hooks"]).files
        let texts = files.map { ($0.path, $0.text) } + Self.articles.map { ($0.testDescription, $0.text) }
        // Every repository may have the one, and agents look for the other.
        let known: Set<Substring> = ["README.md", "SKILL.md"]
        for (path, text) in texts where text.contains(".md") {
            for match in text.matches(of: /\b[A-Z]{4,}\.md\b/) where !known.contains(match.0) {
                Issue.record("\(path): \(match.0)")
            }
        }
    }
}

/// The names that the sources declare, and the labels of their functions.
private struct Declarations {
    private var names: Set<String>
    private let texts: [String]

    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "actor", "protocol", "typealias", "var", "let", "case",
    ]

    init(_ tree: SourceTree) {
        names = Set(tree.files.map(\.target))
        texts = tree.files.map(\.text)
        for line in tree.files.lazy.flatMap(\.code) {
            let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
            guard let kind = words.firstIndex(where: Self.kinds.contains) else { continue }
            // A case may have others beside it.
            names.formUnion(words[(kind + 1)...].prefix(words[kind] == "case" ? .max : 1).map(String.init))
        }
    }

    /// Tells whether there is a declaration of that name; a function is named with its labels, as in `record(of:)`.
    func contains(_ symbol: String) -> Bool {
        guard symbol.hasSuffix(")"), let bracket = symbol.firstIndex(of: "(") else {
            return names.contains(symbol)
        }
        return texts.contains { text in
            text.ranges(of: "func " + symbol[..<bracket]).contains { name in
                // What is generic stands between the name and its bracket.
                let rest = text[name.upperBound...]
                guard rest.first == "(" || rest.first == "<", let open = rest.firstIndex(of: "(") else {
                    return false
                }
                return labels(in: rest[rest.index(after: open)...]) == symbol[bracket...]
            }
        }
    }

    /// The labels of a list of parameters that begins behind its bracket: `(of:in:)`.
    private func labels(in text: Substring) -> String {
        var (depth, labels, first) = (0, "(", "")
        for character in text {
            switch character {
            case ")" where depth == 0: return labels + ")"
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case ":" where depth == 0:
                labels += first.split(whereSeparator: \.isWhitespace).first.map { $0 + ":" } ?? ""
            case ",": if depth == 0 { first = "" }
            default: if depth == 0 { first.append(character) }
            }
        }
        return labels
    }
}
