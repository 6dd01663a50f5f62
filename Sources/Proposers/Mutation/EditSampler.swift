import StudyModel

/// Draws edits at random, likelier ones more often.
struct EditSampler {
    private let sources: [Source]
    private let history: EditHistory
    private let kinds: [EditKind]

    init(sources: [Source], history: EditHistory) {
        self.sources = sources
        self.history = history
        let possible = sources.reduce(into: Set<EditKind>()) { $0.formUnion($1.kinds) }
        kinds = EditKind.allCases.filter(possible.contains)
    }

    /// Returns an edit and the index of its source; `nil` where the draw came to nothing.
    func draw(using generator: inout SeededGenerator) -> (source: Int, edit: Edit)? {
        guard let kind = history.kind(among: kinds, using: &generator) else { return nil }
        return switch kind {
        case .numberUp: number(.up, using: &generator)
        case .numberDown: number(.down, using: &generator)
        case .numberOther: number(.other, using: &generator)
        case .delete, .copy, .move, .swap: lines(kind, using: &generator)
        }
    }

    private func number(
        _ direction: NumberDirection, using generator: inout SeededGenerator
    ) -> (source: Int, edit: Edit)? {
        let sites = sources.indices.flatMap { index in sources[index].literals.map { (index, $0) } }
        let weights = sites.map { _, site in
            site.weight * history.payoff(of: EditLabel(EditKind(direction), target: site.name))
        }
        guard let chosen = generator.index(weights: weights) else { return nil }
        let (source, site) = sites[chosen]
        let options = NumberSteps.options(for: site, direction, among: sources[source].literals)
        guard let option = generator.index(weights: options.map(\.weight)) else { return nil }
        return (source, .number(site, to: options[option].literal, direction))
    }

    private func lines(_ kind: EditKind, using generator: inout SeededGenerator) -> (source: Int, edit: Edit)?
    {
        let all = sources.indices.flatMap { index in sources[index].statements.map { (index, $0) } }
        guard let chosen = generator.index(weights: all.map { $0.1.weight }) else { return nil }
        let (source, statement) = all[chosen]
        if kind == .delete { return (source, .delete(statement.lines)) }
        guard let other = neighbor(of: statement, in: sources[source], using: &generator) else { return nil }
        let gap = generator.below(4) == 0 ? other.lines.upperBound : other.lines.lowerBound
        switch kind {
        case .copy: return (source, .copy(statement.lines, to: gap))
        case .move: return (source, .move(statement.lines, to: gap))
        default: return (source, .swap(statement.lines.lowerBound, other.lines.lowerBound))
        }
    }

    /// Returns another statement, one near and as deep being likelier.
    private func neighbor(
        of statement: Statement, in source: Source, using generator: inout SeededGenerator
    ) -> Statement? {
        let others = source.statements
        let weights = others.map { other -> Double in
            let distance = abs(other.lines.lowerBound - statement.lines.lowerBound)
            guard distance > 0, !other.lines.contains(statement.lines.lowerBound) else { return 0 }
            let depth = other.indentation == statement.indentation ? 1.0 : 0.25
            return depth * max(0.1, other.weight) / Double(1 + distance * distance / 16)
        }
        return generator.index(weights: weights).map { others[$0] }
    }
}
