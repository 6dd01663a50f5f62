import Git
import Listings
import ObjectIDs
import StudyModel
import StudyStore
import Wiring

/// What people look at and say of candidates.
package struct Reviews: Sendable {
    let candidates: Candidates
    let comparisons: Comparisons

    private var runs: Runs { candidates.runs }

    /// How many accepted candidates are looked through, the best ones of a long run.
    private static let looked = 200

    /// Returns the candidates of a run that are worth a look; of the newest run without a name.
    package func list(_ run: String?) async throws -> ReviewList {
        let journal = try await runs.journal(run, for: .appending)
        let view = try await journal.currentView()
        let candidates = accepted(in: view)
        var records: [CommitID: StepRecord] = [:]
        var lines: [CommitID: Int] = [:]
        for step in candidates + reviewed(in: view) {
            guard let candidate = step.candidate, lines[candidate] == nil else { continue }
            records[candidate] = try await journal.record(of: step.step)?.withoutTrials()
            lines[candidate] =
                ChangeSize(
                    diff: try await journal.diff(from: step.parent, to: candidate)
                ).lines
        }
        return list(view, candidates, records, lines, landed: try await runs.landed(of: view))
    }

    /// Records what the user, or a program, decides or says about a candidate. Returns it, and the run as it is then.
    ///
    /// - Parameters:
    ///   - place: the line of the candidate that is spoken of; `nil` for all of it. Throws `Problem.run(.noLine)` where there is none.
    ///   - program: the program whose opinion it is; `nil` for the user's.
    package func review(
        _ text: String, _ decision: ReviewRecord.Decision, saying words: String,
        at place: LineComment.Place? = nil,
        as program: String? = nil
    ) async throws -> (ReviewListing, RunView) {
        let (view, step, candidate) = try await candidates.stepWithCandidate(text)
        if decision == .reject, step.step.number == 0 {
            throw Problem.run(.baseRejected(text, run: view.record.run))
        }
        let journal = try await runs.store.open(view.record.run, for: .appending)
        var said = words
        if let place {
            let line = try await line(place, of: candidate, named: text)
            said = LineComment(words, on: place, quoting: line).text
        }
        let review = try await journal.review(candidate, decision, text: said, as: program)
        return (ReviewListing(review, of: step.step), try await journal.currentView())
    }

    /// A line as a candidate has it.
    private func line(_ place: LineComment.Place, of candidate: CommitID, named text: String) async throws
        -> String
    {
        let repository = candidates.repository
        let tree = try await repository.tree(of: ObjectID(candidate))
        guard let entry = try await repository.entry(at: place.path, in: tree),
            [.file, .executable].contains(entry.mode)
        else {
            throw Problem.run(.noFile(place.path, candidate: text))
        }
        let bytes = try await repository.readBlob(entry.id, limit: Self.longestFile)
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let count = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
        guard place.line <= count else { throw Problem.run(.noLine(place, candidate: text, lines: count)) }
        return String(lines[place.line - 1])
    }

    /// Bytes of a file that somebody may speak of a line of.
    private static let longestFile = 1 << 26

    /// Returns all that a reviewer wants to know of a candidate.
    package func page(of text: String) async throws -> ReviewPage {
        let details = try await candidates.details(of: text)
        let journal = try await runs.store.open(details.view.record.run, for: .appending)
        let view = try await journal.currentView()
        let own = try await comparisons.judged(details.step, in: view)
        var compared: [CandidateComparison] = []
        if details.step.step.number > 0 {
            if let parent = view.step(of: details.step.parent), parent.step.number > 0 {
                compared.append(
                    try comparisons.compare(own, with: try await comparisons.judged(parent, in: view)))
            }
            if let base = view.baseline {
                compared.append(
                    try comparisons.compare(own, with: try await comparisons.judged(base, in: view)))
            }
        }
        let evidence = try await journal.attachment("evidence.md", of: details.step.step)
        let reply = try await journal.attachment("reply.md", of: details.step.step)
        return ReviewPage(
            details: details, view: view, comparisons: compared, evidence: evidence?.text ?? "",
            reply: reply?.text ?? "",
            reviews: details.step.candidate.map { view.reviews(of: $0) } ?? [],
            landed: try await runs.landed(of: view).filter { $0.candidate == details.step.candidate })
    }

    // MARK: - What is worth a look

    private func accepted(in view: RunView) -> [StepSummary] {
        let steps = view.steps.filter { step in
            guard let candidate = step.candidate, step.step.number > 0 else { return false }
            return step.verdict == .accepted && !view.isUndone(step) && !view.isRejected(candidate)
        }
        let scored = steps.compactMap { step in view.selectionScore(step).map { (step, $0) } }
        return scored.sorted { view.objective.isBetter($0.1, than: $1.1) }.prefix(Self.looked).map(\.0)
    }

    private func reviewed(in view: RunView) -> [StepSummary] {
        view.reviewed.compactMap { view.step(of: $0) }.filter { $0.step.number > 0 }
            .sorted { $0.step < $1.step }
    }

    private func list(
        _ view: RunView, _ candidates: [StepSummary], _ records: [CommitID: StepRecord],
        _ lines: [CommitID: Int], landed: [LandedCandidate]
    ) -> ReviewList {
        let accepted = Set(candidates.compactMap(\.candidate))
        let frontier = Frontier(
            records.filter { accepted.contains($0.key) }.compactMapValues { $0.evaluation(selectedIn: view) },
            objective: view.objective
        ).members
        let small = Set(smallChanges(candidates, lines, in: view).prefix(3).compactMap(\.candidate))
        var seen: Set<StepID> = []
        let rows = (candidates + reviewed(in: view)).filter { seen.insert($0.step).inserted }
            .compactMap { step -> ReviewList.Row? in
                guard let candidate = step.candidate, let record = records[candidate] else { return nil }
                let reviews = view.reviews(of: candidate)
                let reasons: [ReviewList.Reason?] = [
                    candidate == view.best ? .best : nil, frontier.contains(candidate) ? .frontier : nil,
                    small.contains(candidate) ? .smallChange : nil, reviews.isEmpty ? nil : .reviewed,
                ]
                guard !reasons.allSatisfy({ $0 == nil }) else { return nil }
                return ReviewList.Row(
                    StepListing(record, step, in: view), reasons: reasons.compactMap { $0 },
                    changedLines: lines[candidate] ?? 0,
                    reviews: reviews, isRejected: view.isRejected(candidate))
            }
        return ReviewList(
            view: view,
            rows: rows.filter { $0.reasons.contains(.best) } + rows.filter { !$0.reasons.contains(.best) },
            landed: landed)
    }

    /// Those that gained on their parents, the largest gain a line first.
    private func smallChanges(_ steps: [StepSummary], _ lines: [CommitID: Int], in view: RunView)
        -> [StepSummary]
    {
        let rated = steps.compactMap { step -> (StepSummary, Double)? in
            guard let gain = view.gainOverParent(step), gain.estimate > 0,
                let count = step.candidate.flatMap({ lines[$0] }), count > 0
            else { return nil }
            return (step, (gain.percent ?? gain.estimate) / Double(count))
        }
        return rated.sorted { $0.1 > $1.1 }.map(\.0)
    }
}

extension StepRecord {
    /// What was measured of the candidate on all that the winner is selected by.
    fileprivate func evaluation(selectedIn view: RunView) -> RecordedEvaluation? {
        let split = view.record.study.search.selectingSplit
        return evaluations.last {
            $0.of == candidate && $0.sample.wholeSplit == split && $0.source != .reported
        }
    }
}
