/// How much memory a long run takes at most.
struct MemoryBenchmark {
    let place: Place

    func run() throws -> Table {
        var table = Table(
            "A run of the loop and the store, in a process of its own, evaluator and proposer in it",
            header: ["steps", "peak memory (VmHWM)", "seconds", "goal"])
        for steps in [100, 10_000] {
            let run = try place.run(steps: steps)
            let megabytes = Double(run.peakMemory) * 1024 / 1_000_000
            table.rows.append([
                "\(steps)", "\(megabytes.text(digits: 1)) MB", run.seconds.text(digits: 1),
                steps == 10_000 ? "< 60 MB" : "",
            ])
        }
        return table
    }
}
