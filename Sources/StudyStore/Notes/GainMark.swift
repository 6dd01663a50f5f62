import ObjectIDs
import StudyModel
import Text

/// What a score note's line says of its candidate's gain once that was measured apart, at the end of the run.
struct GainMark: Hashable, Sendable {
    let key: ScoreLine.Key
    private let gain: NotedGain

    /// The marks that comparisons leave, of which the last of the same two stands.
    static func additions(_ records: [CompareRecord], root: CommitID, in view: RunView) -> [NoteAddition] {
        records.filter { $0.purpose == .confirmation }.flatMap { record in
            record.gains.compactMap { gain in
                view.step(of: gain.of).map { step in
                    // What was told of scores that were there ran nothing.
                    let sample =
                        record.evaluations.last { $0.of == gain.of }?.sample
                        ?? view.selectionScore(step)?.sample
                    let mark = GainMark(
                        key: ScoreLine.Key(root: root, step: step.step),
                        gain: NotedGain(
                            gain, on: sample, isConfirmed: record.isConfirmed(gain),
                            obstacle: record.obstacle))
                    return NoteAddition(commit: ObjectID(gain.of), mark: .gain(mark))
                }
            }
        }
    }

    /// Writes the gain into a line in place of what it said of the same two, or after its first.
    func write(into line: inout EditedLine) {
        let written = ObjectWriter.bytes { gain.write(to: &$0) }
        var gains = line.elements(of: "gains")
        let same = gains.firstIndex { JSONReader.read($0[...])?.fields.map(gain.isSame) ?? false }
        if let same { gains[same] = written } else { gains.insert(written, at: min(1, gains.count)) }
        line.set("gains", to: gains)
    }
}

/// What is written into a line of a score note that is there.
enum NoteMark: Hashable, Sendable {
    case test(TestMark)
    case gain(GainMark)

    var key: ScoreLine.Key {
        switch self {
        case .test(let mark): mark.key
        case .gain(let mark): mark.key
        }
    }

    /// Writes the mark into a line.
    func write(into line: inout EditedLine) {
        switch self {
        case .test(let mark): mark.write(into: &line)
        case .gain(let mark): mark.write(into: &line)
        }
    }
}
