import StudyModel

/// A sweep in a list of what there is.
package struct SweepLine: Listing, Hashable {
    package let sweep: RunName
    package let study: String
    /// How many runs it has in all.
    package let runs: Int
    package let hasEnded: Bool

    package init(sweep: RunName, study: String, runs: Int, hasEnded: Bool) {
        self.sweep = sweep
        self.study = study
        self.runs = runs
        self.hasEnded = hasEnded
    }

    package func write(to line: inout ObjectWriter) {
        line.put("sweep", sweep)
        line.put("study", study)
        line.put("runs", runs)
        line.put("ended", hasEnded)
    }
}

/// The runs of a repository, and its sweeps where there are any.
package struct StatusDocument: Listing {
    private let runs: [RunStatus]
    private let sweeps: [SweepLine]

    package init(runs: [RunStatus], sweeps: [SweepLine]) {
        self.runs = runs
        self.sweeps = sweeps
    }

    package func write(to line: inout ObjectWriter) {
        line.list("runs", runs) { $0.write(to: &$1) }
        line.objects("sweeps", sweeps) { $0.write(to: &$1) }
    }
}
