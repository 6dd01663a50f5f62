import Platform
import StudyModel

/// Reads the steps of a trace that a credit horizon lets in, of a file of any length, without holding the rest.
///
/// Twice: once to count, once to take. Where the steps come to more than the limit, the middle ones are left out.
struct TraceReader {
    private struct Step {
        let number: Int
        let line: [UInt8]
    }

    /// The steps taken so far: the first ones up to half the limit, and the last ones that fit beside them.
    private struct Selection {
        private var head: [Step] = []
        private var tail: [Step] = []
        /// Where in `tail` those begin that are still there.
        private var start = 0
        private var size = 0
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        mutating func take(_ step: Step) {
            size += step.line.count + 1
            guard !tail.isEmpty || size > limit / 2 else { return head.append(step) }
            tail.append(step)
            while size > limit, start < tail.count {
                size -= tail[start].line.count + 1
                start += 1
            }
            // Once in a while, so that a step costs the same at any length.
            if 2 * start > tail.count {
                tail.removeFirst(start)
                start = 0
            }
        }

        private var steps: [Step] { head + tail[start...] }

        var bytes: [UInt8] { steps.flatMap { $0.line + [10] } }

        /// The numbers as ranges.
        var ranges: [ClosedRange<Int>] {
            steps.map(\.number).reduce(into: []) { ranges, number in
                if let last = ranges.last, last.upperBound == number - 1 {
                    ranges[ranges.count - 1] = last.lowerBound...number
                } else {
                    ranges.append(number...number)
                }
            }
        }
    }

    let horizon: CreditHorizon
    /// Bytes at most.
    let limit: Int

    /// Returns the steps, and which of how many they are.
    func read(_ file: borrowing ForeignFile) throws(FileError) -> (bytes: [UInt8], extent: TraceExtent) {
        var total = 0
        try forEachStep(of: file) { _, number in total = number }
        let wanted = TraceExtent(of: total, within: horizon).kept
        var (next, selection) = (0, Selection(limit: limit))
        try forEachStep(of: file) { line, number in
            while next < wanted.count, wanted[next].upperBound < number { next += 1 }
            if next < wanted.count, wanted[next].contains(number) {
                selection.take(Step(number: number, line: Array(line)))
            }
        }
        return (selection.bytes, TraceExtent(total: total, kept: selection.ranges))
    }

    /// Calls `body` with every line that is not blank, and its number from 1; of a line that is longer than the limit with its beginning.
    private func forEachStep(
        of file: borrowing ForeignFile, _ body: (ArraySlice<UInt8>, Int) -> Void
    ) throws(FileError) {
        var (rest, number) = ([UInt8](), 0)
        func end(_ line: ArraySlice<UInt8>) {
            guard line.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) else { return }
            number += 1
            body(line, number)
        }
        try file.read { chunk in
            var start = chunk.startIndex
            while let line = chunk[start...].firstIndex(of: 10) {
                end(rest.isEmpty ? chunk[start..<line] : (rest + chunk[start..<line])[...])
                rest.removeAll(keepingCapacity: true)
                start = line + 1
            }
            if rest.count < limit { rest += chunk[start...] }
            return true
        }
        end(rest[...])
    }
}
