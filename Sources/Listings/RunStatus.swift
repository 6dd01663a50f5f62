import StudyModel

/// A run as it stands in this repository.
package struct RunStatus: Listing {
    package let view: RunView
    /// Whether a process of this clone is stepping it now.
    package let isStepping: Bool
    /// By lineage, the worktree that has its branch checked out.
    package let checkedOut: [LineageName: String]
    /// The branches that people moved to where the run does not follow.
    package let diverted: [DivertedBranch]
    /// The branches that something held back, and those that are gone.
    package let stray: [StrayBranch]
    /// What was landed, and what became of it since; `nil` where nobody looked.
    package let landed: [LandedCandidate]?

    package init(
        view: RunView, isStepping: Bool = false, checkedOut: [LineageName: String] = [:],
        diverted: [DivertedBranch] = [], stray: [StrayBranch] = [], landed: [LandedCandidate]? = nil
    ) {
        self.landed = landed
        self.view = view
        self.isStepping = isStepping
        self.checkedOut = checkedOut
        self.diverted = diverted
        self.stray = stray
    }

    package func write(to line: inout ObjectWriter) {
        line.put("run", view.record.run)
        line.put("study", view.record.study.name)
        line.put("writer", view.record.writer)
        line.put("at", Moment(view.record.startedAt))
        writeStanding(to: &line)
    }

    /// Writes all but which run it is and since when.
    func writeStanding(to line: inout ObjectWriter) {
        let best = view.step(of: view.best)
        line.put("base", view.record.base)
        line.put("best", best.map { Naming.step($0.step, in: view) })
        line.put("candidate", view.best)
        line.objects("contains_rejected", best.map(view.rejectedAncestors) ?? []) { $1.put($0.step) }
        line.put("objective", view.objective.metric)
        scores(of: best, &line)
        if let gain = best.flatMap(view.gainOverBase) {
            line.object("gain_over_base") { gain.write(to: &$0) }
        }
        if let best { line.putOthers(of: best, in: view) }
        if !view.record.study.otherObjectives.isEmpty {
            line.put("front", each: view.front.map { Naming.step($0.step, in: view) })
        }
        line.put("running", isStepping ? true : nil)
        view.writeEnd(to: &line)
        if let ceiling = view.ceiling {
            line.object("ceiling") { line in
                line.put("runs", ceiling.commandRuns)
                if let gain = view.ceilingGain { line.object("gain") { gain.write(to: &$0) } }
                line.objects("numbers", ceiling.numbers) { $0.write(to: &$1) }
            }
        }
        line.object("spent") { view.spent.write(to: &$0, currency: view.record.study.budget.currency) }
        line.put("steps", view.budget.steps)
        line.put("updates", view.budget.updates)
        line.objects("lineages", view.lineages.values.sorted { $0.name < $1.name }, lineage)
        line.objects("diverted", diverted) { $0.write(to: &$1) }
        line.objects("behind", stray.filter { $0.head != nil }) { $0.write(to: &$1) }
        if let landed { line.objects("landings", landed) { $0.write(to: &$1) } }
        line.objects("deleted_branches", stray.filter { $0.head == nil }) { $0.write(to: &$1) }
        PassedOver(view)?.write(to: &line)
        line.put(view.settings)
    }

    /// What the best and the base have on one sample, which is told where the study has examples.
    private func scores(of best: StepSummary?, _ line: inout ObjectWriter) {
        let score = best.flatMap { view.selectionScore($0) ?? $0.score }
        let base = view.baseline.flatMap { base in
            score.map { score in base.scores.first { $0.isAlike(score) } } ?? base.score
        }
        line.put("base_score", base?.value)
        line.put("score", score?.value)
        if let sample = score?.sample, sample.examples != nil { line.put(sample) }
    }

    private func lineage(_ lineage: LineageView, _ line: inout ObjectWriter) {
        line.put("lineage", lineage.name)
        line.put("head", lineage.head)
        let hasBranch = [.living, .all].contains(view.record.study.branches)
        line.put("branch", hasBranch ? "hone/\(view.record.run)/\(lineage.name)" : nil)
        line.put("ended", lineage.ended)
        line.put("deleted", lineage.branchDeleted ? true : nil)
        line.put("worktree", checkedOut[lineage.name])
    }
}

extension RunView {
    /// Writes why the loop ended, and what the run knows of the winner against the base; nothing while it goes on.
    func writeEnd(to line: inout ObjectWriter) {
        guard let finish else { return }
        line.put("reason", finish.reason)
        let words = ClosingWords(self)
        line.put("confirmed", words?.isClaim ?? false)
        line.put("obstacle", words?.obstacle)
        if words != nil, let gain = gain(of: finish.winner, over: record.base) {
            line.object("gain") { gain.write(to: &$0) }
        }
    }
}

/// A branch of a run at which a person put commits that the run does not take up.
package struct DivertedBranch: Listing, Hashable {
    /// Without `refs/heads/`.
    package let name: String
    /// Where it is.
    package let head: CommitID
    /// Where it would be.
    package let wanted: CommitID
    /// What the commits change that the run may not, as a sentence; `nil` where the branch is not the run's to follow.
    package let violation: String?
    /// The folder that has it checked out.
    package let worktree: String?

    package init(name: String, head: CommitID, wanted: CommitID, violation: String?, worktree: String?) {
        self.name = name
        self.head = head
        self.wanted = wanted
        self.violation = violation
        self.worktree = worktree
    }

    package func write(to line: inout ObjectWriter) {
        line.put("branch", name)
        line.put("head", head)
        line.put("wanted", wanted)
        line.put("reason", violation)
        line.put("worktree", worktree)
    }
}

/// A branch of a run that is not where the run is, and that nobody put where it is.
package struct StrayBranch: Listing, Hashable {
    /// Without `refs/heads/`.
    package let name: String
    /// Where it is; `nil` for one that somebody deleted.
    package let head: CommitID?
    /// Where the run is.
    package let wanted: CommitID

    package init(name: String, head: CommitID?, wanted: CommitID) {
        self.name = name
        self.head = head
        self.wanted = wanted
    }

    package func write(to line: inout ObjectWriter) {
        line.put("branch", name)
        line.put("head", head)
        line.put("wanted", wanted)
    }
}

/// What of a run only a newer program can read.
package struct PassedOver: Listing {
    private let unknown: [UnknownRecord]
    /// Whether the run is read-only here for it.
    package let isReadOnly: Bool

    /// Returns `nil` where all is known.
    package init?(_ view: RunView) {
        guard !view.unknown.isEmpty else { return nil }
        unknown = view.unknown
        isReadOnly = !view.needed.isEmpty
    }

    /// As people read it, in every listing of the run.
    package var text: String {
        let kinds = Set(unknown.map(\.kind)).sorted().joined(separator: ", ")
        let head = "passed over what a newer hone wrote (\(kinds)): \(unknown.count)"
        return isReadOnly ? head + "; it takes that one to go on with the run" : head
    }

    package func write(to line: inout ObjectWriter) {
        line.object("passed_over") { line in
            for (kind, events) in Dictionary(grouping: unknown, by: \.kind).sorted(by: { $0.key < $1.key }) {
                line.put(kind, events.count)
            }
        }
        line.put("read_only", isReadOnly ? true : nil)
    }
}

extension Spent {
    /// Writes what was spent.
    package func write(to line: inout ObjectWriter, currency: String) {
        line.put("steps", steps)
        line.put("updates", updates)
        line.put("trials", trials)
        line.put("cached", cached > 0 ? cached : nil)
        line.put(usage, in: currency)
        line.put("seconds", wallSeconds)
    }
}
