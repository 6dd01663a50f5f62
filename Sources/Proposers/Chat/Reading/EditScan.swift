/// One pass over the lines of a reply that finds the edits in it.
protocol EditScan {
    var edits: [FileEdit] { get }
    /// What could not be read as an edit.
    var problems: [EditProblem] { get }
    /// The first line of the first edit, its path and fence with it; `nil` where there is none.
    var first: Int? { get }
    /// The line after the last edit.
    var last: Int? { get }

    mutating func run()
}

extension ReadReply {
    /// Reads a reply by one pass over its lines; what stands around the edits is summary and rationale.
    init(_ text: ReplyText, by pass: some EditScan) {
        var scan = pass
        scan.run()
        let prose = text.prose(before: scan.first, after: scan.last)
        let isEmpty = scan.edits.isEmpty && scan.problems.isEmpty
        self.init(
            summary: prose.summary, rationale: prose.rationale, edits: scan.edits,
            problems: isEmpty ? [.noEdits] : scan.problems)
    }
}
