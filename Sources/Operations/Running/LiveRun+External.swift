import FoundationEssentials
import Git
import Listings
import Proposers
import Search
import StudyModel
import StudyStore
import Wiring

extension LiveRun {
    /// Returns what the next step's proposer is to be told, as one JSON document; the base is evaluated first where it was not.
    package func ask() async throws -> [UInt8] {
        try await journal.withStepLock {
            try await journal.claimLineage()
            try await recordChanges()
            return try await Ask(question(of: outside()), run: record.run).line
        }
    }

    /// Returns the number of the step that an answer would be.
    package func nextStep() async throws -> Int {
        try await journal.currentView().nextStep(of: journal.writer)
    }

    /// Records an answer as the next step and returns it; the candidate is evaluated unless its own results turn it down.
    package func tell(_ json: [UInt8]) async throws -> StepListing? {
        let tell = try Self.decode(json)
        return try await journal.withStepLock {
            try await journal.claimLineage()
            try await recordChanges()
            let loop = outside()
            let changes = try await changes(of: tell, onto: try await question(of: loop))
            _ = try await loop.tell(
                tell.proposal(of: changes),
                reported: tell.evaluation(
                    objective: record.study.objective, others: record.study.otherObjectives))
            let view = try await journal.currentView()
            guard let step = view.steps.last else { return nil }
            return try await RunReader(journal: journal).listings(of: [step], in: view).first
        }
    }

    /// Evaluates a change that a person had made of the run's own and records it as the next step, whatever the budget; returns the run.
    func take(_ proposal: Proposal) async throws -> RunView {
        try await journal.withStepLock {
            try await recordChanges()
            _ = try await outside().tell(proposal, reported: nil)
            return try await journal.currentView()
        }
    }

    /// Brings the run to its end where its budget or a rule of the study says so; `nil` where it takes a further step.
    package func closeIfDue(observer: some RunObserver, stop: StopRequest) async throws -> RunEnd? {
        let end: LoopEnd? = try await journal.withStepLock {
            guard try await outside().reasonToEnd() != nil else { return nil }
            return try await outside(observer).close(stop: stop)
        }
        return if let end { await ended(end) } else { nil }
    }

    /// Brings the run to its end, since nothing more comes from outside.
    package func close(observer: some RunObserver, stop: StopRequest) async throws -> RunEnd {
        let end = try await journal.withStepLock {
            try await journal.claimLineage()
            try await recordChanges()
            return try await outside(observer).close(stop: stop)
        }
        return await ended(end)
    }

    /// Throws where neither a budget, nor a rule of the study, nor who proposes has said that nothing more is to come.
    func requireEnd() async throws {
        if try await outside().reasonToEnd() != nil { return }
        let view = try await journal.currentView()
        if view.finish?.reason != .exhausted { throw Problem.run(.openFromOutside(record.run)) }
    }

    /// A loop that is told what to try.
    ///
    /// A default number of steps holds up no program that asks for each step itself.
    func outside(_ observer: some RunObserver = SilentObserver()) -> LearningLoop {
        var chosen = budget
        if !settings.isChosen("budget.steps") { chosen.steps = nil }
        return loop(OutsideProposer(), observer, within: chosen)
    }

    /// What the next step's proposer is to be told; throws where what somebody set as a bound is spent.
    private func question(of loop: LearningLoop) async throws -> ProposalRequest {
        do {
            return try await loop.ask(keepsBounds: true)
        } catch SearchError.takesNoStep(let reason) {
            let isMeasured = try await journal.currentView().hasEnded
            throw Problem.run(.takesNoStep(record.run, reason, isMeasured: isMeasured))
        }
    }

    private static func words(_ error: TellError) -> String {
        switch error {
        case .unknownKey(let key, let known):
            "there is no key '\(key)'; the keys are \(known.joined(separator: ", "))"
        case .unknownVersion(let version): "version \(version) is not known; this hone takes version 1"
        case .needsOneSource: "it needs either 'changes' or 'commit'"
        case .needsOneContent(let path): "'\(path)' needs one of 'content', 'base64' and 'delete'"
        case .invalidBase64(let path): "the 'base64' of '\(path)' is none"
        case .unknownMode(let mode, let path): "'\(path)' has the mode '\(mode)'; it can be 100644 or 100755"
        case .unknownOutcome(let word): "there is no outcome '\(word)'"
        case .unusableResult(let index):
            "result \(index + 1) needs either 'score' or 'metrics', as finite numbers"
        }
    }

    private static func words(_ error: DecodingError) -> String {
        func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
        switch error {
        case .keyNotFound(let key, let context):
            return "it lacks '\(name(context.codingPath + [key]))'"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return context.codingPath.isEmpty
                ? "it is no JSON object" : "'\(name(context.codingPath))' is of another kind than it must be"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is no JSON" : "'\(name(context.codingPath))' cannot be read"
        @unknown default: return "it cannot be read"
        }
    }

    private static func decode(_ json: [UInt8]) throws -> Tell {
        do {
            return try JSONDecoder().decode(Tell.self, from: Data(json))
        } catch let error as TellError {
            throw Problem.run(.notAnAnswer(reason: words(error)))
        } catch let error as DecodingError {
            throw Problem.run(.notAnAnswer(reason: words(error)))
        }
    }

    /// The files that an answer changes; of a commit, those that differ from the parent.
    private func changes(of tell: Tell, onto request: ProposalRequest) async throws -> [FileChange] {
        if let changes = try await tell.fileChanges(of: request.artifact) { return changes }
        guard case .commit(let name) = tell.source, let commit = try await journal.repository.resolve(name)
        else {
            throw Problem.run(.notAnAnswer(reason: "there is no such commit"))
        }
        return try await journal.trees.changes(from: request.parents.first, to: CommitID(commit))
    }
}
