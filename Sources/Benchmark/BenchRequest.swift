/// What the command line asks for: `bench [step|recording|slots|memory|startup|parallel|many]… [--place FOLDER] [--stages N,…] [--hone PROGRAM]`, or
/// `bench claims [--runs N] [--rows WORDS] [--markdown]`, `bench search [--seeds N] [--rows WORDS]`, or
/// `bench hostile [--rows WORDS] [--every N] [--sandbox required|off] [--hone PROGRAM]`, or
/// `bench faults [--rows WORDS] [--every N] [--hone PROGRAM]`.
struct BenchRequest {
    /// In the order in which they are measured: while this program is small, it can tell what others take.
    enum Subject: String, CaseIterable { case startup, memory, step, recording, slots, parallel, many }

    enum Work {
        case measure(Set<Subject>)
        /// The table of what hone says of noise.
        case claims(ClaimsBenchmark)
        /// The tables of strategies on problems whose best value is known.
        case search(SearchBenchmark)
        /// The table of hostile cases.
        case hostile(HostileBenchmark)
        /// The table of faults.
        case faults(FaultsBenchmark)
        /// A run of the loop in this very process, for a bench that watches it from outside.
        case loop(folder: String, steps: Int)
    }

    struct Invalid: Error, CustomStringConvertible {
        let argument: String

        var description: String {
            "'\(argument)' is not understood\n"
                + "Hint: bench [step|recording|slots|memory|startup|parallel|many]… [--place FOLDER] [--stages N,…] [--hone PROGRAM]\n"
                + "      bench claims [--runs N] [--rows WORDS] [--markdown]\n"
                + "      bench search [--seeds N] [--rows WORDS]\n"
                + "      bench hostile [--rows WORDS] [--every N] [--sandbox required|off] [--hone PROGRAM]\n"
                + "      bench faults [--rows WORDS] [--every N] [--hone PROGRAM]"
        }
    }

    let work: Work
    /// Where the repositories are made.
    private(set) var place = "/var/tmp"
    /// The lengths of the runs in which recording is timed.
    private(set) var stages = [100, 1_000, 10_000]
    /// The program whose steps are timed; the one beside this where `nil`.
    private(set) var hone: String?

    init(_ arguments: some Sequence<String>) throws {
        var subjects: Set<Subject> = []
        var rest = Array(arguments)[...]
        if rest.first == "loop" {
            guard rest.count == 3, let steps = rest.last.flatMap({ Int($0) }) else {
                throw Invalid(argument: rest.joined(separator: " "))
            }
            work = .loop(folder: rest[rest.startIndex + 1], steps: steps)
            return
        }
        if rest.first == "claims" {
            work = try Self.claims(rest.dropFirst())
            return
        }
        if rest.first == "search" {
            work = try Self.search(rest.dropFirst())
            return
        }
        if rest.first == "hostile" {
            work = try Self.hostile(rest.dropFirst())
            return
        }
        if rest.first == "faults" {
            work = try Self.faults(rest.dropFirst())
            return
        }
        while let word = rest.popFirst() {
            if word == "--place", let folder = rest.popFirst() {
                place = folder
            } else if word == "--stages", let list = rest.popFirst() {
                stages = list.split(separator: ",").compactMap { Int($0) }.filter { $0 > 0 }
                guard !stages.isEmpty else { throw Invalid(argument: list) }
            } else if word == "--hone", let program = rest.popFirst() {
                hone = program
            } else if let subject = Subject(rawValue: word) {
                subjects.insert(subject)
            } else {
                throw Invalid(argument: word)
            }
        }
        work = .measure(subjects.isEmpty ? Set(Subject.allCases) : subjects)
    }

    private static func claims(_ arguments: ArraySlice<String>) throws -> Work {
        var rest = arguments
        var claims = ClaimsBenchmark()
        while let word = rest.popFirst() {
            if word == "--runs", let number = rest.popFirst().flatMap({ Int($0) }), number > 0 {
                claims.runs = number
            } else if word == "--rows", let words = rest.popFirst() {
                claims.filter = words
            } else if word == "--markdown" {
                claims.format = .markdown
            } else {
                throw Invalid(argument: word)
            }
        }
        return .claims(claims)
    }

    private static func search(_ arguments: ArraySlice<String>) throws -> Work {
        var rest = arguments
        var search = SearchBenchmark()
        while let word = rest.popFirst() {
            if word == "--seeds", let number = rest.popFirst().flatMap({ Int($0) }), number > 0 {
                search.seeds = number
            } else if word == "--rows", let words = rest.popFirst() {
                search.filter = words
            } else {
                throw Invalid(argument: word)
            }
        }
        return .search(search)
    }

    private static func hostile(_ arguments: ArraySlice<String>) throws -> Work {
        var rest = arguments
        var hostile = HostileBenchmark()
        while let word = rest.popFirst() {
            if word == "--rows", let words = rest.popFirst() {
                hostile.filter = words
            } else if word == "--every", let step = rest.popFirst().flatMap({ Int($0) }), step > 0 {
                hostile.step = step
            } else if word == "--sandbox", let mode = rest.popFirst(), ["required", "off"].contains(mode) {
                hostile.sandbox = mode
            } else if word == "--hone", let program = rest.popFirst() {
                hostile.hone = program
            } else {
                throw Invalid(argument: word)
            }
        }
        return .hostile(hostile)
    }

    private static func faults(_ arguments: ArraySlice<String>) throws -> Work {
        var rest = arguments
        var faults = FaultsBenchmark()
        while let word = rest.popFirst() {
            if word == "--rows", let words = rest.popFirst() {
                faults.filter = words
            } else if word == "--every", let step = rest.popFirst().flatMap({ Int($0) }), step > 0 {
                faults.step = step
            } else if word == "--hone", let program = rest.popFirst() {
                faults.hone = program
            } else {
                throw Invalid(argument: word)
            }
        }
        return .faults(faults)
    }
}
