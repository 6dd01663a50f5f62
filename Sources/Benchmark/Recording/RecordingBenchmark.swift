import Glibc

/// What recording a step costs early and late in a run, beside the same by git's commands.
///
/// Runs are recorded up to a stage each and kept open; then a step of each is taken in turn, so that a machine that is
/// busy for a while is busy for all. git goes on in the very repositories that hone has filled.
struct RecordingBenchmark {
    let place: Place
    let stages: [Int]
    /// Steps that are timed around each stage, by hone and by each way of git.
    private let window = (hone: 50, git: 20)

    func run() async throws -> [Table] {
        var recorders: [StoreRecorder] = []
        for stage in stages { recorders.append(try await prepare(stage)) }
        let hone = try await timeHone(recorders)
        let packs = try recorders.map { try $0.repository.counts() }
        let ways = try GitRecorder.Way.allCases.map { ($0, try timeGit($0, recorders)) }
        return [table(hone, packs, ways)]
    }

    private func prepare(_ stage: Int) async throws -> StoreRecorder {
        let repository = try GitRepository(making: "\(place.path)/stage-\(stage)")
        try SampleTree(files: 1_999, size: 2_000).commit(
            to: repository, beside: [SampleStep.file: SampleStep.content(0)])
        let recorder = try await StoreRecorder(in: repository)
        while recorder.last < stage - window.hone / 2 { try await recorder.record() }
        return recorder
    }

    private func timeHone(_ recorders: [StoreRecorder]) async throws -> [Timings] {
        sync()
        var timings = recorders.map { _ in Timings() }
        for _ in 0..<window.hone {
            for (index, recorder) in recorders.enumerated() {
                try await timings[index].measure { try await recorder.record() }
            }
        }
        return timings
    }

    private func timeGit(_ way: GitRecorder.Way, _ recorders: [StoreRecorder]) throws -> [Timings] {
        let scripts = try recorders.map { try GitRecorder(way, in: $0.repository, after: $0.last) }
        sync()
        var timings = recorders.map { _ in Timings() }
        for _ in 0..<window.git {
            for (index, script) in scripts.enumerated() {
                let start = ContinuousClock.now
                try script.record()
                timings[index].add(start.duration(to: .now))
            }
        }
        return timings
    }

    private func table(
        _ hone: [Timings], _ packs: [(packs: Int, loose: Int)], _ ways: [(GitRecorder.Way, [Timings])]
    ) -> Table {
        var table = Table(
            "Recording a step, 2,000 files: candidate, score and feedback notes, journal, branches (ms)",
            header: [""] + stages.map { "at \($0)" } + ["last / first", "goal"])
        func add(_ name: String, _ values: [Double], goal: String = "", digits: Int = 2) {
            let ratio = values.count > 1 ? (values[values.count - 1] / values[0]).text() : ""
            table.rows.append([name] + values.map { $0.text(digits: digits) } + [ratio, goal])
        }
        add("hone, median", hone.map(\.median), goal: "≤ 1.20")
        add("hone, mean (with merges of packs)", hone.map(\.mean), goal: "≤ 1.20")
        add("hone, slowest of \(window.hone)", hone.map(\.slowest))
        for (way, timings) in ways { add(way.words + ", median", timings.map(\.median), digits: 1) }
        for (way, timings) in ways {
            let ratios = zip(timings, hone).map { "\(($0.median / $1.median).text(digits: 1))×" }
            table.rows.append(["  \(way.words): hone, medians"] + ratios + ["", "≥ 20×"])
            let means = zip(timings, hone).map { "\(($0.mean / $1.mean).text(digits: 1))×" }
            table.rows.append(["  \(way.words): hone, means"] + means + ["", "≥ 20×"])
        }
        table.rows.append(["packs left (gc starts at 50)"] + packs.map { "\($0.packs)" } + ["", "< 50"])
        table.rows.append(
            ["loose objects left (gc starts at 6,700)"] + packs.map { "\($0.loose)" } + ["", "< 6700"])
        table.remarks = [
            "hone waits for the disk: one fsync for the objects, two for the journal's ref.",
            "git by default waits for none of this; no gc of git's is in these figures (gc.auto=0).",
        ]
        return table
    }
}
