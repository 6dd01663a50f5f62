import Listings
import Platform
import StudyModel
import StudyStore
import Wiring

#if canImport(Glibc)
    import Glibc
#endif

/// When a run that another process steps is to stop.
package enum StopTime: Sendable {
    /// With the step that is in flight recorded.
    case afterStep
    /// With that step lost.
    case now

    /// What a process that steps a run is sent: told again to stop after its step it does just that, and the other two together are Ctrl-C pressed
    /// twice, for two signals that are the same may come as one.
    package var signals: [Int32] {
        switch self {
        case .afterStep: [SIGUSR1]
        case .now: [SIGINT, SIGTERM]
        }
    }
}

extension Runs {
    /// Asks the process that steps a run to stop, and returns at once with the run to look at; of one name alone where no run is named.
    package func stop(_ name: String?, _ time: StopTime) async throws -> RunReader {
        let journal = try await stepped(name)
        let run = journal.record.run
        guard let process = try journal.stepper() else {
            throw Problem.run(try journal.isBeingStepped() ? .stepperOutOfReach(run) : .notStepped(run))
        }
        guard time.signals.allSatisfy(process.send) else { throw Problem.run(.stepperOutOfReach(run)) }
        return RunReader(journal: journal)
    }

    private func stepped(_ name: String?) async throws -> RunJournal {
        if let name { return try await journal(name, for: .reading) }
        var stepped: [RunJournal] = []
        let listings = try await store.runs()
        for listing in listings {
            do {
                let journal = try await store.open(listing.name, among: listings, for: .reading)
                if try journal.isBeingStepped() { stepped.append(journal) }
            } catch is StoreError {
                // It cannot be read here, so nobody steps it here.
            }
        }
        guard let first = stepped.first else { throw Problem.run(.notStepped(nil)) }
        guard stepped.count == 1 else { throw Problem.run(.severalStepped(stepped.map(\.record.run))) }
        return first
    }
}

extension RunReader {
    /// Waits until nobody steps the run, looking again and again, and returns the run as it is then; `nil` where that takes longer than `limit`.
    package func stopped(
        within limit: Duration? = nil, every interval: Duration = .milliseconds(50)
    ) async throws -> RunView? {
        let deadline = limit.map { ContinuousClock.now + $0 }
        while try journal.isBeingStepped() {
            if let deadline, ContinuousClock.now >= deadline { return nil }
            try await Task.sleep(for: interval)
        }
        return try await view()
    }
}
