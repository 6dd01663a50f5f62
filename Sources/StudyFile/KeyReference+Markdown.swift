import Text

extension KeyReference {
    /// Returns the reference of the study file as Markdown: a table of the keys that hold no others, then a heading and a table for each
    /// group, a row for each key.
    package static func markdownReference() -> String {
        let groups = Dictionary(grouping: all) {
            $0.path.split { ".[".contains($0) }.first.map(String.init) ?? ""
        }
        let names = all.filter { $0.depth == 0 }.map(\.name)
        let alone = names.filter { groups[$0]?.count == 1 }
        let rest = names.filter { groups[$0]?.count != 1 }
        let tables =
            [("At the top", alone.flatMap { groups[$0] ?? [] })] + rest.map { ($0, groups[$0] ?? []) }
        return tables.map { name, keys in
            (["### \(name)", "", "| key | means |", "|---|---|"] + keys.map(\.row)).map { $0 + "\n" }.joined()
        }.joined(separator: "\n")
    }

    private var row: String {
        let shown = Markdown.code(value)
        let fallback =
            switch presence {
            case .group, .optionalGroup: ""
            case .required: " Required."
            case .defaulted: " Default: \(shown)."
            case .option: value.isEmpty ? "" : " Default: \(shown)."
            case .optional, .alternative: " Such as \(shown)."
            }
        let sentence = meaning.hasSuffix(".") ? meaning : meaning + "."
        let cells = ["`\(path)`", sentence + fallback].map { $0.replacing("|", with: "\\|") }
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
