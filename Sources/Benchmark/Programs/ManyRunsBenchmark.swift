import Glibc

/// How long the program takes where a sweep has left five hundred runs, and for one more run there beside the first of a repository.
struct ManyRunsBenchmark {
    let place: Place
    private let cells = 10
    private let seeds = 50
    private let repeats = 5

    func run() throws -> Table {
        var table = Table(
            "A repository with \(cells * seeds) runs of a sweep (ms, medians of \(repeats))",
            header: ["", "ms", "goal"])
        guard let hone = Program.honeBesideThis else {
            table.remarks = [
                "There is no `hone` beside this program: build it with `swift build -c release`."
            ]
            return table
        }
        let empty = try repository(named: "one")
        let full = try repository(named: "many")
        let sweep = try time([hone, "sweep"], in: full, times: 1)
        let cases: [(String, [String], String)] = [
            ("hone status", ["status"], "≤ 200"),
            ("hone log --all", ["log", "--all"], "≤ 1000"),
            ("hone status --sweep", ["status", "--sweep"], ""),
            ("hone sweep show --json", ["sweep", "show", "--json"], ""),
            ("hone report of the sweep", ["report", "many", "-o", "-"], ""),
        ]
        for (name, words, goal) in cases {
            let timings = try time([hone] + words, in: full, times: repeats)
            table.rows.append([name, timings.median.text(digits: 0), goal])
        }
        let one = [hone, "run", "--steps", "2"]
        let first = try time(one, in: empty, times: repeats)
        let more = try time(one, in: full, times: repeats)
        table.rows.append([
            "hone run --steps 2, one of the first \(repeats)", first.median.text(digits: 0), "",
        ])
        table.rows.append([
            "the same beside \(cells * seeds)", more.median.text(digits: 0),
            "≤ \((first.median * 1.2).text(digits: 0))",
        ])
        let perRun = sweep.sum / Double(cells * seeds)
        table.remarks = ["The sweep itself took \(perRun.text(digits: 0)) ms a run of 2 steps."]
        return table
    }

    private func time(_ words: [String], in folder: String, times: Int) throws -> Timings {
        let program = Program(words, folder: folder, environment: ["HOME": place.path, "LC_ALL": "C.UTF-8"])
        var timings = Timings()
        for _ in 0..<times {
            let start = ContinuousClock.now
            try program.run()
            timings.add(start.duration(to: .now))
        }
        return timings
    }

    /// A repository with a study that takes no time to judge, and a sweep of it.
    private func repository(named name: String) throws -> String {
        let repository = try GitRepository(making: "\(place.path)/many-\(name)")
        let files = [
            "numbers.txt": "apples 40\npears 31\nplums 22\nfigs 13\nquinces 57\n",
            "sum.sh": "awk '{ sum += $2 } END { print sum }' numbers.txt\n",
            "hone.yaml": """
            version: 1
            study: sum
            artifact: {editable: [numbers.txt]}
            evaluator:
              files: [sum.sh]
              command: {run: 'sh sum.sh', timeout: 20s}
              deterministic: true
            objective: {metric: sum, direction: minimize}
            proposer: {kind: mutation}
            budget: {steps: 2}

            """,
            "sweep.yaml": """
            sweep: many
            vary:
              search.accept.rule: [better, always]
              evidence.memory: [\((1...cells / 2).map(String.init).joined(separator: ", "))]
            seeds: \(seeds)
            budget: {unit: steps, each: 2}

            """,
        ]
        for (path, text) in files { try HostText.write(Array(text.utf8), to: "\(repository.path)/\(path)") }
        try repository.git("add", ".")
        try repository.git("commit", "-q", "-m", "A study")
        return repository.path
    }
}
