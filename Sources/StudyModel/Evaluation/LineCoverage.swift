import Text

/// Which lines of the base are executed where it is measured, as far as whatever counted them says.
package struct LineCoverage: Hashable, Sendable {
    /// What is known of a line.
    package enum Use: Hashable, Sendable {
        case executed
        /// It could be, and was not.
        case never
        /// Nobody counted it: a declaration, a macro, a comment, or a file that no report has.
        case unknown
    }

    /// The lines of one file, counted from 1.
    package struct File: Hashable, Sendable {
        package private(set) var executed: Set<Int> = []
        package private(set) var missed: Set<Int> = []

        package init() {}

        /// Takes in what one report says of a line; executed once is executed.
        package mutating func add(line: Int, isExecuted: Bool) {
            if isExecuted {
                executed.insert(line)
                missed.remove(line)
            } else if !executed.contains(line) {
                missed.insert(line)
            }
        }

        package subscript(line: Int) -> Use {
            executed.contains(line) ? .executed : missed.contains(line) ? .never : .unknown
        }
    }

    package var files: [String: File]

    package init(_ files: [String: File] = [:]) { self.files = files }
}

// MARK: - As it is stored

extension LineCoverage {
    /// `{"files":{"a.c":{"executed":"1-5 8","never":"6-7"}}}`.
    package var json: JSONValue {
        .object([
            "files": .object(
                files.mapValues {
                    .object([
                        "executed": .string(Self.text($0.executed)), "never": .string(Self.text($0.missed)),
                    ])
                })
        ])
    }

    /// Reads what was stored; what it does not know counts for nothing.
    package init(json: JSONValue) {
        files = (json["files"]?.fields ?? [:]).mapValues { value in
            var file = File()
            for line in Self.lines(value["executed"]?.string) { file.add(line: line, isExecuted: true) }
            for line in Self.lines(value["never"]?.string) { file.add(line: line, isExecuted: false) }
            return file
        }
    }

    private static func text(_ lines: Set<Int>) -> String {
        var ranges: [ClosedRange<Int>] = []
        for line in lines.sorted() {
            if let last = ranges.last, last.upperBound + 1 == line {
                ranges[ranges.count - 1] = last.lowerBound...line
            } else {
                ranges.append(line...line)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: " ")
    }

    /// No file has lines beyond this.
    private static let mostLines = 10_000_000

    private static func lines(_ text: String?) -> [Int] {
        (text ?? "").split(separator: " ").flatMap { part -> [Int] in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first >= 1, first <= last, last <= mostLines
            else {
                return []
            }
            return Array(first...last)
        }
    }
}
