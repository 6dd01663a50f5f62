import Glibc

/// How long the program takes to start and to list a run, beside git.
struct StartupBenchmark {
    let place: Place
    private let repeats = 15

    func run() throws -> Table {
        var table = Table("Starting (ms, medians of \(repeats))", header: ["", "ms", "peak memory (MB)"])
        guard let hone = Program.honeBesideThis else {
            table.remarks = [
                "There is no `hone` beside this program: build it with `swift build -c release`."
            ]
            return table
        }
        let early = try place.run(steps: 100).repository.path
        let late = try place.run(steps: 10_000).repository.path
        let cases: [(String, [String], String)] = [
            ("hone --version", [hone, "--version"], early),
            ("hone log, run of 100 steps", [hone, "log", "sort-1"], early),
            ("hone log, run of 10,000 steps", [hone, "log", "sort-1"], late),
            ("git --version", ["git", "--version"], early),
            ("git log -1", ["git", "log", "-1"], late),
            (
                "git log --notes='hone/*', all of 10,000", ["git", "log", "--notes=hone/*", "hone/sort-1/a"],
                late
            ),
        ]
        for (name, words, folder) in cases {
            let (timings, memory) = try time(words, in: folder)
            let text = memory.map { $0.text(digits: 1) } ?? "–"
            table.rows.append([name, timings.median.text(digits: 1), text])
        }
        table.remarks = ["–: no more than this program has; the system counts that for one that it starts."]
        return table
    }

    /// Returns the times, and the most memory in MB where that can be known.
    private func time(_ words: [String], in folder: String) throws -> (Timings, Double?) {
        let program = Program(words, folder: folder, environment: ["HOME": place.path, "LC_ALL": "C.UTF-8"])
        var timings = Timings()
        var memory = 0
        for _ in 0..<repeats {
            let start = ContinuousClock.now
            memory = max(memory, try program.run().peakMemory)
            timings.add(start.duration(to: .now))
        }
        return (timings, memory > Self.ownMemory ? Double(memory) * 1024 / 1_000_000 : nil)
    }

    /// The most that this process has had, in KiB: a program that it starts begins as a copy of it.
    private static var ownMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
