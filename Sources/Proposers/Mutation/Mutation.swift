import StudyModel

/// One or two edits that together are a proposal.
struct Mutation: Sendable {
    /// By path, as the edits leave them.
    private var edited: [String: Source] = [:]
    private var labels: [EditLabel] = []
    private var words: [String] = []

    /// Returns `nil` where the edit leaves the file saying the same.
    init?(_ edit: Edit, of source: Source) {
        guard add(edit, to: source) else { return nil }
    }

    /// Draws an edit, and one time in eight a second one on top: some changes pay only together.
    init?(from sampler: EditSampler, of sources: [Source], using generator: inout SeededGenerator) {
        guard let first = sampler.draw(using: &generator), add(first.edit, to: sources[first.source]) else {
            return nil
        }
        guard generator.below(8) == 0, let second = sampler.draw(using: &generator) else { return }
        // In the file of the first, lines may have moved: only an edit that stands clear of it keeps its meaning.
        if second.source != first.source { _ = add(second.edit, to: sources[second.source]) }
        if case .number(let site, let literal, let direction) = second.edit, second.source == first.source {
            addNumber(site, literal, direction, before: sources[first.source])
        }
    }

    private mutating func add(_ edit: Edit, to source: Source) -> Bool {
        guard let result = source.applying(edit) else { return false }
        edited[source.path] = result
        labels.append(edit.label)
        words.append(EditWords(edit, in: source).text)
        return true
    }

    /// Adds a second edit of the same file: a number that is found again by its line's text.
    private mutating func addNumber(
        _ site: LiteralSite, _ literal: NumberLiteral, _ direction: NumberDirection, before: Source
    ) {
        guard let current = edited[before.path] else { return }
        let line = before.text.lines[site.line]
        let same = current.literals.filter {
            $0.columns == site.columns && current.text.lines[$0.line] == line
        }
        guard let found = same.first, same.count == 1 else { return }
        _ = add(.number(found, to: literal, direction), to: current)
    }

    var changes: [FileChange] {
        edited.values.sorted { $0.path < $1.path }.map {
            FileChange(path: $0.path, content: .file($0.text.bytes, executable: $0.isExecutable))
        }
    }

    var proposal: Proposal {
        let whole = words.joined(separator: "; ")
        let summary = whole.clipped(to: 72)
        let rationale = summary == whole ? "" : words.map { "- \($0)" }.joined(separator: "\n")
        return Proposal(
            changes: changes, summary: summary, rationale: rationale, edit: EditLabel.text(labels))
    }
}
