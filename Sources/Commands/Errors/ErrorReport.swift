/// What a person sees of an error: what happened, why, and what to do next.
struct ErrorReport: Error, Equatable {
    /// How the process ends.
    enum Exit: Int32 {
        case failed = 1
        case wrongUsage = 64
        case ourBug = 70
        case interrupted = 130
    }

    /// The word before the first line: `Error`, or `Config error` for a study file.
    var label = "Error"
    var what: String
    var causes: [String] = []
    var hint: String?
    var exit = Exit.failed

    /// The lines for standard error.
    var text: String {
        let lines =
            ["\(label): \(what)"] + causes.map { "Caused by: \($0)" } + (hint.map { ["Hint: \($0)"] } ?? [])
        return lines.joined(separator: "\n")
    }

    /// What happened and why, in one line.
    var oneLine: String { ([what] + causes).joined(separator: ": ") }
}
