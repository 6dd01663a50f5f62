/// Every single edit of a file, one after the other: steps of numbers first, then deletions, other numbers, swaps, moves and copies.
///
/// Lazy: the pairs of a long file's lines are never all in memory.
struct EditEnumeration: Sequence {
    private let source: Source

    init(_ source: Source) { self.source = source }

    func makeIterator() -> AnyIterator<Edit> {
        let parts = [
            AnySequence(numbers([.up, .down])), AnySequence(deletions), AnySequence(numbers([.other])),
            AnySequence(swaps), AnySequence(moves), AnySequence(copies),
        ]
        return AnyIterator(parts.lazy.joined().makeIterator())
    }

    /// Likely sites first.
    private func numbers(_ directions: [NumberDirection]) -> some Sequence<Edit> {
        source.literals.sorted { $0.weight > $1.weight }.lazy.flatMap { site in
            directions.flatMap { direction in
                NumberSteps.options(for: site, direction, among: source.literals).map {
                    Edit.number(site, to: $0.literal, direction)
                }
            }
        }
    }

    private var deletions: some Sequence<Edit> {
        let blocks = source.statements.filter { $0.lines.count > 1 }.map { Edit.delete($0.lines) }
        return spoken.map { Edit.delete($0..<$0 + 1) } + blocks
    }

    private var swaps: some Sequence<Edit> {
        let lines = spoken
        return lines.indices.lazy.flatMap { first in
            lines[(first + 1)...].lazy.map { Edit.swap(lines[first], $0) }
        }
    }

    private var moves: some Sequence<Edit> {
        let gaps = self.gaps
        return spoken.lazy.flatMap { line in gaps.lazy.map { Edit.move(line..<line + 1, to: $0) } }
    }

    private var copies: some Sequence<Edit> {
        let gaps = self.gaps
        return spoken.lazy.flatMap { line in gaps.lazy.map { Edit.copy(line..<line + 1, to: $0) } }
    }

    /// The editable lines that are not blank.
    private var spoken: [Int] {
        source.text.lines.indices.filter {
            source.text.lines[$0].isEditable && !source.text.lines[$0].isBlank
        }
    }

    private var gaps: [Int] { (0...source.text.lines.count).filter(source.text.mayInsert) }
}
