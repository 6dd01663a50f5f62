import Glibc
import Proposers
import StudyModel

// Files that the mutation proposer edits.

extension SearchProblem {
    /// A sorting network as a file of comparators, from bubble sort's; the least there can be are proved (Knuth, "The Art of Computer
    /// Programming" 3, §5.3.4).
    static func network(_ lines: Int, best: Int, steps: Int) -> SearchProblem {
        let bubble = (0..<lines - 1).flatMap { end in (0..<lines - 1 - end).map { "\($0) \($0 + 1)\n" } }
        var problem = SearchProblem(
            "sorting network of \(lines)", steps: steps, base: bubble.joined(), proposer: MutationProposer(),
            direction: .minimize, best: Double(best)
        ) { text in
            let rows = text.split(separator: "\n").map { $0.split(separator: " ").map { Int($0) } }
            let pairs = rows.compactMap { row -> (Int, Int)? in
                guard row.count == 2, let low = row[0], let high = row[1], 0 <= low, low < high, high < lines
                else { return nil }
                return (low, high)
            }
            guard pairs.count == rows.count, sorts(pairs, lines) else { return nil }
            return Double(pairs.count)
        }
        if lines == 5 { problem.promised = 0.9 }
        return problem
    }

    /// Whether comparators sort every input of zeros and ones, and so every input.
    private static func sorts(_ pairs: [(Int, Int)], _ lines: Int) -> Bool {
        (0..<1 << lines).allSatisfy { input in
            var bits = input
            for (low, high) in pairs where bits >> low & 1 == 1 && bits >> high & 1 == 0 {
                bits ^= 1 << low | 1 << high
            }
            let ones = bits.nonzeroBitCount
            return bits == ((1 << ones) - 1) << (lines - ones)
        }
    }

    /// A Golomb ruler as a file of marks: no two distances are equal, and the shortest with six is 17 long.
    static let ruler = SearchProblem(
        "Golomb ruler, 6 marks", steps: 300, base: "1\n3\n7\n15\n31\n", proposer: MutationProposer(),
        direction: .minimize, best: 17
    ) { text in
        let lines = text.split(separator: "\n")
        let marks = [0] + lines.compactMap { Int($0) }.sorted()
        guard lines.count == 5, marks.count == 6, marks.allSatisfy({ 0...99 ~= $0 }) else { return nil }
        let distances = marks.indices.flatMap { high in (0..<high).map { marks[high] - marks[$0] } }
        return Set(distances).count == 15 ? Double(marks[5]) : nil
    }

    /// Rules of a program that tells leap years, a divisor and a verdict each, of which the first that fits decides: in a wrong order, with a wrong verdict, a
    /// wrong number and one rule too many. How many tests of a suite fail.
    static let repair = SearchProblem(
        "line repair, 4 faults", steps: 300, base: "4 1\n100 1\n500 1\n7 0\n", proposer: MutationProposer(),
        direction: .minimize, best: 0
    ) { text in
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map { Int($0) } }
        let rules = lines.compactMap { line -> (divisor: Int, verdict: Int)? in
            guard line.count == 2, let divisor = line[0], let verdict = line[1], divisor > 0 else {
                return nil
            }
            return (divisor, verdict)
        }
        guard rules.count == lines.count else { return nil }
        let years =
            [1600, 1700, 1750, 1800, 1820, 1896, 1900, 1904, 1973, 1996, 1999, 2000, 2001, 2002]
            + [2012, 2016, 2023, 2044, 2100, 2200, 2400, 2500]
        return Double(
            years.count { year in
                let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
                return (rules.first { year % $0.divisor == 0 }?.verdict == 1) != isLeap
            })
    }

    /// Six constants, each with a value that suits it best; the product of the first two has a limit, beyond which the program crashes.
    static let constants = SearchProblem(
        "constants, 6 of them", steps: 300, base: String(repeating: "16\n", count: 6),
        proposer: MutationProposer(), direction: .minimize, best: 0
    ) { text in
        let values = text.split(separator: "\n").compactMap { Double($0) }
        let suited = [192.0, 4, 250, 3, 1024, 20]
        guard values.count == suited.count, values.allSatisfy({ $0 > 0 }), values[0] * values[1] <= 768 else {
            return nil
        }
        return zip(values, suited).reduce(0) { $0 + abs(log2($1.0 / $1.1)) }
    }
}
