import StudyModel
import Text

/// The score note of one commit: a line for each step that judged it, in any run, and whatever else people put there.
package struct ScoreNote: Hashable, Sendable {
    private var lines: [Line]

    /// Reads a note as it stands.
    package init(_ bytes: [UInt8]) {
        lines = bytes.split(separator: UInt8(ascii: "\n")).map { Line($0) }
    }

    /// The note as it is stored: sorted by run, writer and step; lines that are not ours stay, after those that are.
    package var bytes: [UInt8] { lines.flatMap { $0.bytes + [UInt8(ascii: "\n")] } }

    /// Puts a line in its place. One of the same step that is there already stays as it is: somebody may have edited it.
    mutating func merge(_ score: ScoreLine, currency: String) {
        merge(Line(bytes: score.bytes(currency: currency), key: score.key))
    }

    /// Puts in every line of another state of the note that is missing here.
    mutating func merge(_ other: ScoreNote) {
        for line in other.lines { merge(line) }
    }

    /// Writes a mark into the line of the step that made the candidate; returns whether there is such a line.
    ///
    /// Whatever else stands in the line stays, keys of others too.
    mutating func mark(_ mark: NoteMark) -> Bool {
        guard let index = lines.firstIndex(where: { $0.key == mark.key }),
            var line = EditedLine(lines[index].bytes)
        else { return false }
        mark.write(into: &line)
        lines[index] = Line(bytes: line.bytes, key: mark.key)
        return true
    }

    /// Takes in another state of the note: its new lines, and those that it alone changed.
    mutating func unite(_ other: ScoreNote, base: ScoreNote?) {
        for line in other.lines {
            let before = line.key.flatMap { key in base?.lines.first { $0.key == key } }
            if let before, let index = lines.firstIndex(of: before) {
                lines[index] = line
            } else if before == nil, base?.lines.contains(line) != true {
                merge(line)
            }
        }
    }

    private mutating func merge(_ line: Line) {
        guard let key = line.key else {
            if !lines.contains(line) { lines.append(line) }
            return
        }
        guard !lines.contains(where: { $0.key == key }) else { return }
        let index = lines.firstIndex { $0.key.map { $0 > key } ?? true } ?? lines.endIndex
        lines.insert(line, at: index)
    }

    /// A line, with what it is about where it says so.
    private struct Line: Hashable {
        let bytes: [UInt8]
        let key: ScoreLine.Key?

        init(bytes: [UInt8], key: ScoreLine.Key) {
            self.bytes = bytes
            self.key = key
        }

        init(_ bytes: ArraySlice<UInt8>) {
            self.bytes = Array(bytes)
            key = ScoreLine.Key(bytes)
        }
    }
}

extension ScoreLine.Key {
    /// Reads what a line is about, which every version of it says in the same way; `nil` for one that is not ours.
    fileprivate init?(_ line: ArraySlice<UInt8>) {
        do {
            let fields = try Fields(line)
            self.init(root: try fields.value("root"), step: try StepID(fields))
        } catch {
            return nil
        }
    }
}
