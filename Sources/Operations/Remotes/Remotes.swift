import Git
import Listings
import StudyModel
import StudyStore
import Wiring

/// Sends runs to other clones, and takes theirs in.
package struct Remotes: Sendable {
    let candidates: Candidates
    let git: UserGit

    private var store: StudyRepository { candidates.runs.store }
    private var repository: Repository { candidates.repository }

    /// Takes in the runs that others pushed: their journals, then notes and branches.
    ///
    /// Whatever is here already stays. Two clones that both went on with a run end with the steps of both, side by side.
    package func fetch(from remote: String?) async throws -> FetchReport {
        try await store.checkBeforeFirstEvent()
        let site = try await site(remote)
        try await site.fetch()
        let shared = SharedRuns(store, with: site.refs)
        let arrivals = try await shared.takeUpJournals()
        let notes = try await shared.mergeNotes()
        let runs = Set(try await store.runs().map(\.name))
        for arrival in arrivals.runs where runs.contains(arrival.run) {
            try await store.open(arrival.run, for: .appending).rebuildProjections()
        }
        return FetchReport(
            remote: site.name, runs: arrivals.runs.map { FetchReport.Run($0) }, changedNotes: notes.changed,
            passedOver: (arrivals.passedOver + notes.passedOver).map {
                FetchReport.Refusal(of: $0.ref, for: $0.error)
            },
            newWriter: arrivals.newWriter)
    }

    /// Says whether journals may go to a remote; `nil` where nobody has decided yet.
    package func journalAgreement(for remote: String?) async throws -> (remote: String, agreed: Bool?) {
        let site = try await site(remote)
        return (site.name, try await site.agreement(in: repository))
    }

    /// Remembers in the repository's configuration that journals may go to a remote.
    package func agreeToJournals(for remote: String) async throws {
        try await site(remote).agree(in: candidates.repository)
    }

    /// Sends journals (where that was agreed to), notes, and branches that are asked for.
    ///
    /// Nothing of the remote's is replaced but branches that hone itself had put there. Where others push meanwhile, what they sent is
    /// taken into account and the push is made again.
    package func push(_ request: PushRequest) async throws -> PushReport {
        let site = try await site(request.remote)
        let choice = try await choice(of: request)
        if request.effect == .send {
            // What people did to branches and notes becomes events first, so that it goes along.
            let runs = Set(try await store.runs())
            for run in choice.runs where runs.contains(run) {
                _ = try await store.open(run.name, for: .appending)
            }
        }
        let attempts = 4
        for attempt in 1...attempts {
            try await site.fetch()
            if request.effect == .send { _ = try await SharedRuns(store, with: site.refs).mergeNotes() }
            let plan = try await plan(choice, site)
            guard request.effect == .send, !plan.words.isEmpty else { return plan.report }
            do {
                try await git.transfer("push", [site.name] + plan.words)
                return plan.report
            } catch Problem.repository(.gitCommand(_, let output))
                where attempt < attempts && Self.isOvertaken(output)
            {
                continue
            }
        }
        throw Problem.remote(.busy(remote: site.name))
    }

    private func site(_ name: String?) async throws -> RemoteSite {
        try await RemoteSite(named: name, git: git, repository: repository)
    }

    /// Whether git refused because the remote's ref had moved meanwhile.
    private static func isOvertaken(_ output: String) -> Bool {
        ["fetch first", "non-fast-forward", "stale info", "cannot lock ref"].contains { output.contains($0) }
    }

    // MARK: - Choosing

    /// The runs whose journals go, and the branches.
    private struct Choice {
        var runs: [RunListing]
        var branches: [String]
    }

    private func choice(of request: PushRequest) async throws -> Choice {
        let all = try await store.journalListings()
        let sweeps = try await SweepStore(store).all()
        var runs: [RunListing] = []
        var branches: [String] = []
        for name in request.names {
            // A sweep takes its runs along.
            var ofSweep: Set<RunName> = []
            for sweep in sweeps where sweep.record.plan.name.text == name {
                ofSweep.formUnion(try await sweep.course().names)
            }
            let named = all.filter { $0.name.text == name || ofSweep.contains($0.name) }
            runs += named
            guard named.isEmpty else { continue }
            let short = RefNames.shortBranch(name)
            guard short.hasPrefix("hone/"), try await repository.reference("refs/heads/" + short) != nil
            else {
                throw Problem.remote(.unknownName(name))
            }
            branches.append("refs/heads/" + short)
        }
        if request.names.isEmpty { runs = all }
        if request.branches == .all {
            for run in runs {
                branches += try await repository.references(prefix: "refs/heads/hone/\(run.name)/").map(
                    \.name)
            }
        }
        // A branch alone takes the journal of its run along.
        let owners = branches.compactMap { branch in
            all.first { branch.hasPrefix("refs/heads/hone/\($0.name)/") }
        }
        return Choice(runs: (runs + owners).uniqued(), branches: branches.uniqued())
    }

    // MARK: - Planning

    private func plan(_ choice: Choice, _ site: RemoteSite) async throws -> PushPlan {
        let agreed = try await site.agreement(in: repository) ?? false
        let shared = SharedRuns(store, with: site.refs)
        var plan = PushPlan(remote: site.name, sendsJournals: agreed)
        if agreed {
            for journal in try await shared.outgoingJournals(of: choice.runs) {
                if journal.isDiverged { plan.leave(journal) } else { plan.add(journal) }
            }
        }
        for ref in try await shared.outgoingNotes() { plan.add(notes: ref) }
        if !choice.branches.isEmpty { try await add(choice.branches, to: &plan, site) }
        return plan
    }

    private func add(_ branches: [String], to plan: inout PushPlan, _ site: RemoteSite) async throws {
        let remote = try await site.list("refs/heads/hone/*")
        for branch in branches {
            guard let ours = try await repository.reference(branch), ours != remote[branch] else { continue }
            guard let theirs = remote[branch] else {
                plan.add(branch: branch, replacing: nil)
                continue
            }
            let isHere = await repository.exists(theirs)
            if isHere, try await repository.isAncestor(theirs, of: ours) {
                plan.add(branch: branch, replacing: nil)
            } else if isHere, try await candidates.owner(of: CommitID(theirs)) != nil {
                // A candidate of ours: a projection that went back, as the best does.
                plan.add(branch: branch, replacing: theirs)
            } else {
                plan.leave(branch: branch)
            }
        }
    }
}

extension Array where Element: Hashable {
    /// The elements in order, each once.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension FetchReport.Run {
    init(_ arrival: Arrival) {
        self.init(
            run: arrival.run, renamedFrom: arrival.renamedFrom, isNew: arrival.isNew, events: arrival.events)
    }
}

extension FetchReport.Refusal {
    init(of ref: String, for error: any Error) {
        self.init(ref: ref, reason: ErrorReport(known: error, offsetMinutes: 0)?.oneLine ?? "\(error)")
    }
}
