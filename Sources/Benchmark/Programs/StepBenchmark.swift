import Glibc

/// What a step costs beside the evaluator's process, in real runs of the program with the cheapest proposer that there is.
struct StepBenchmark {
    let place: Place
    /// The program; the one beside this where `nil`.
    let hone: String?
    /// The difference of two runs is that of their steps: start, base and closing comparison are in both.
    private let lengths = (short: 20, long: 170)
    private let repeats = 5

    func run() throws -> Table {
        var table = Table(
            "A step (ms, medians of \(repeats) runs of \(lengths.long) steps)",
            header: ["sandbox", "a step", "evaluations", "an evaluation's process", "own", "goal"])
        guard let hone = hone ?? Program.honeBesideThis else {
            table.remarks = [
                "There is no `hone` beside this program: build it with `swift build -c release`."
            ]
            return table
        }
        for (mode, goal) in [("off", "≤ 3"), ("auto", "≤ 4")] {
            table.rows.append(try row(mode, goal: goal, hone))
        }
        table.remarks = [
            "auto is bubblewrap where that works. The process is what `sh` and `awk` take without hone, on the same files."
        ]
        return table
    }

    private func row(_ mode: String, goal: String, _ hone: String) throws -> [String] {
        var (steps, alone, own, evaluations) = (Timings(), Timings(), [Double](), 0.0)
        for turn in 0..<repeats {
            let study = try study(mode, turn)
            let short = try time(hone, study, steps: lengths.short)
            let long = try time(hone, study, steps: lengths.long)
            let process = try aloneTime(in: study)
            let count = Double(lengths.long - lengths.short)
            let step = (long.time - short.time) / count
            evaluations = Double(long.calls - short.calls) / count
            steps.add(step)
            alone.add(process)
            own.append((step - process * evaluations) / .milliseconds(1))
        }
        return [
            mode, steps.median.text(), evaluations.text(), alone.median.text(),
            own.sorted()[own.count / 2].text(), goal,
        ]
    }

    /// A run of its own, and how many times its evaluator was started.
    private func time(_ hone: String, _ study: String, steps: Int) throws -> (time: Duration, calls: Int) {
        try HostText.write([], to: study + "-calls")
        let program = Program(
            [hone, "run", "--steps", "\(steps)"], folder: study,
            environment: ["HOME": place.path, "LC_ALL": "C.UTF-8"])
        let start = ContinuousClock.now
        try program.run()
        return (start.duration(to: .now), try HostText.read(study + "-calls").count)
    }

    /// The median of as many calls as make no difference any more.
    private func aloneTime(in study: String) throws -> Duration {
        let program = Program(["sh", "sum.sh"], folder: study)
        var timings = Timings()
        for _ in 0..<50 {
            let start = ContinuousClock.now
            try program.run()
            timings.add(start.duration(to: .now))
        }
        return .milliseconds(1) * timings.median
    }

    private func study(_ mode: String, _ turn: Int) throws -> String {
        let repository = try GitRepository(making: "\(place.path)/step-\(mode)-\(turn)")
        let numbers = (1...40).map { "fruit\($0) \($0 * 7)\n" }.joined()
        let files = [
            "numbers.txt": numbers,
            "sum.sh": "echo >> \(repository.path)-calls; awk '{ sum += $2 } END { print sum }' numbers.txt\n",
            "hone.yaml": """
            version: 1
            study: sum
            artifact: {editable: [numbers.txt]}
            evaluator:
              files: [sum.sh]
              command: {run: sh sum.sh, timeout: 20s}
              deterministic: true
              sandbox: {mode: \(mode), write: ['\(repository.path)-calls']}
            objective: {metric: sum, direction: minimize}
            proposer: {kind: mutation}

            """,
        ]
        for (path, text) in files { try HostText.write(Array(text.utf8), to: "\(repository.path)/\(path)") }
        try repository.git("add", ".")
        try repository.git("commit", "-q", "-m", "A study")
        return repository.path
    }
}
