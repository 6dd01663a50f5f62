import StudyModel
import Workspaces

/// A slot of this machine that holds one candidate.
actor LocalWorkplace: Workplace {
    private let slot: Slot
    private let bench: LocalBench
    /// A move leaves hidden files absent.
    private var hidden = Slot.HiddenFiles.absent

    init(slot: Slot, bench: LocalBench) {
        self.slot = slot
        self.bench = bench
    }

    func run(_ call: Call) async throws -> CallResult {
        let wanted: Slot.HiddenFiles = call.phase.showsHiddenFiles ? .present : .absent
        if hidden != wanted {
            try await slot.setHidden(wanted)
            hidden = wanted
        }
        try await slot.protectEvaluatorFiles(with: hidden)
        guard call.phase.isMeasuring else {
            return CallResult(process: try await bench.run(call, at: slot.site, exchange: nil))
        }
        try slot.site.emptyScratch()
        let exchange = try ExchangeFolder(at: slot.site.scratch + "/call", examples: call.examples)
        let process = try await bench.run(call, at: slot.site, exchange: exchange)
        let results = exchange.readResults()
        let traces = exchange.readTraces(within: bench.horizon)
        let retryAfter = exchange.readRetryAfter()
        try slot.site.emptyScratch()
        return CallResult(
            process: process, results: results.bytes, traces: traces.files,
            omissions: results.omissions + traces.omissions, retryAfter: retryAfter)
    }

    func finish(after outcome: Outcome) async throws { try await slot.restore(after: outcome) }
}
