import Text

/// What a profiled command wrote of where its time went.
struct Profile: Hashable, Sendable {
    /// Where time was spent.
    struct Frame: Hashable, Sendable {
        let name: String
        /// A file as the program names it, or what it was linked into.
        let place: String
        let line: Int?
        var own: Double
        var whole: Double
    }

    /// Seconds by Python's own account.
    private(set) var python: [Frame] = []
    /// Seconds by samples.
    private(set) var sampled: [Frame] = []

    /// How often the command was run for it.
    private(set) var runs = 1

    /// Samples a second.
    private static let rate = 999.0
    /// Frames of each kind that are read at most: whoever writes them may write anything.
    private static let most = 100_000

    init(_ bytes: [UInt8]) {
        var (python, sampled) = (Frames(), Frames())
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if fields[0] == "runs", fields.count == 2 { runs = max(1, Int(fields[1]) ?? 1) }
            guard fields.count >= 4, let own = Double(fields[1]), let whole = Double(fields[2]), own >= 0,
                whole >= own * 0.99, whole.isFinite
            else { continue }
            if fields[0] == "python", fields.count == 6 {
                python.add(
                    Frame(name: fields[3], place: fields[4], line: Int(fields[5]), own: own, whole: whole))
            } else if fields[0] == "perf" {
                let (name, place) = Self.parts(fields[3])
                sampled.add(
                    Frame(
                        name: name, place: place, line: nil, own: own / Self.rate, whole: whole / Self.rate))
            }
        }
        (self.python, self.sampled) = (python.all, sampled.all)
    }

    /// Frames by where they are: several processes may have been in one place.
    private struct Frames {
        private var places: [Frame: Int] = [:]
        private(set) var all: [Frame] = []

        mutating func add(_ frame: Frame) {
            let place = Frame(name: frame.name, place: frame.place, line: frame.line, own: 0, whole: 0)
            if let index = places[place] {
                all[index].own += frame.own
                all[index].whole += frame.whole
            } else if all.count < Profile.most {
                places[place] = all.count
                all.append(frame)
            }
        }
    }

    /// Of `count (/hone/slot/build/bench)` the symbol and what it is in.
    private static func parts(_ text: String) -> (String, String) {
        guard text.hasSuffix(")"), let open = text.ranges(of: " (").last else { return (text, "") }
        return (String(text[..<open.lowerBound]), String(text[open.upperBound...].dropLast()))
    }

    /// Python's account where it covers at least half of what was sampled, or nothing was: what samples tell of it is an interpreter.
    var isOfPython: Bool {
        !python.isEmpty && Self.total(python) >= Self.total(sampled) / 2
    }

    var frames: [Frame] { isOfPython ? python : sampled }
    var seconds: Double { Self.total(frames) }

    private static func total(_ frames: [Frame]) -> Double { frames.reduce(0) { $0 + $1.own } }
}
