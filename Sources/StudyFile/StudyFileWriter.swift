/// Writes a new study file.
package enum StudyFileWriter {
    /// Which keys a new file has.
    package enum Extent: Hashable, Sendable {
        /// Those that must be there and the few that matter.
        case short
        /// Every key, with its explanation and its default.
        case full
    }

    /// What becomes of keys that have no default.
    enum Optionals: Hashable { case commentedOut, written }

    /// Returns the text of a file; it is read back as a study with all defaults but what the draft says.
    package static func text(_ draft: StudyDraft, extent: Extent) -> String {
        text(draft, extent: extent, optionals: .commentedOut)
    }

    static func text(_ draft: StudyDraft, extent: Extent, optionals: Optionals) -> String {
        let values = draft.values
        let keys = KeyReference.all.filter {
            ![.alternative, .option].contains($0.presence) && (extent == .full || isWanted($0, values))
        }
        let body = keys.flatMap { lines(for: $0, values, optionals) }
        let remarks = draft.remarks.isEmpty ? [] : [""] + draft.remarks.map { "# " + $0 }
        return (heading(extent) + body + remarks).map { $0 + "\n" }.joined()
    }

    private static func heading(_ extent: Extent) -> [String] {
        let first = "# What hone may change, what judges it, and how it searches. Check it with `hone check`."
        return extent == .full ? [first] : [first, "# Every other key and its default: `hone init --full`."]
    }

    /// The keys of the short form, beside those that the draft decides.
    private static let short: Set<String> = [
        "version", "study", "instructions", "artifact.editable", "evaluator.files", "evaluator.gates",
        "evaluator.command.run", "evaluator.command.timeout", "evaluator.measure.repeats",
        "evaluator.measure.compare", "objective.metric", "objective.direction", "budget.steps",
    ]

    private static func isWanted(_ key: KeyReference, _ values: [String: String]) -> Bool {
        let wanted = short.union(values.keys)
        return wanted.contains(key.path) || wanted.contains { $0.hasPrefix(key.path + ".") }
    }

    private static func lines(
        for key: KeyReference, _ values: [String: String], _ optionals: Optionals
    ) -> [String] {
        let margin = String(repeating: "  ", count: key.depth)
        let value = values[key.path] ?? key.value
        let entry = key.name + ":" + (value.isEmpty ? "" : " " + value)
        let comment = wrapped(key.meaning, width: 88 - margin.count).map { "# " + $0 }
        let space = key.depth == 0 ? [""] : []
        guard optionals == .commentedOut, let depth = commentDepth(of: key, values) else {
            return space + (comment + [entry]).map { margin + $0 }
        }
        // The sign stands where the optional part begins, so that taking it away line by line gives good YAML.
        let outer = String(repeating: "  ", count: depth)
        let inner = outer + "#" + margin.dropFirst(outer.count)
        let isFirst = key.depth == depth
        return space + comment.map { (isFirst ? margin : inner) + $0 } + [inner + entry]
    }

    /// How deep the optional part begins that a key belongs to; `nil` where the key is written.
    private static func commentDepth(of key: KeyReference, _ values: [String: String]) -> Int? {
        let parts = key.path.split(separator: ".")
        let enclosing = parts.indices.map { parts[...$0].joined(separator: ".") }
        return KeyReference.all.first { entry in
            let isOptional = entry.presence == .optional || entry.presence == .optionalGroup
            let isDecided = values.keys.contains { $0 == entry.path || $0.hasPrefix(entry.path + ".") }
            return isOptional && !isDecided && enclosing.contains(entry.path)
        }?.depth
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
    }
}
