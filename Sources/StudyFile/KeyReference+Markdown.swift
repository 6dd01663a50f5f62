extension KeyReference {
    /// Returns the reference of the study file as a Markdown table, a row for each key.
    package static func markdownReference() -> String {
        let heading = ["| key | default | meaning |", "|---|---|---|"]
        return (heading + all.map(\.row)).map { $0 + "\n" }.joined()
    }

    private var row: String {
        let fallback =
            switch presence {
            case .group, .optionalGroup: ""
            case .required: "required"
            case .defaulted: "`\(value)`"
            case .option: value.isEmpty ? "" : "`\(value)`"
            case .optional, .alternative: "such as `\(value)`"
            }
        let cells = ["`\(path)`", fallback, meaning].map { $0.replacing("|", with: "\\|") }
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
