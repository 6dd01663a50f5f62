import StudyModel
import Workspaces

/// What it costs to run a command to the end of all that it starts, beside starting the program and waiting for it.
struct CommandBenchmark {
    private let repeats = 200

    func run() async throws -> Table {
        var table = Table("A command (ms, medians of \(repeats))", header: ["`true`", "ms", "more"])
        let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
        let bare = try await time {
            try Program(["/bin/true"], environment: environment).run()
        }
        table.rows.append(["started and waited for", bare.text(), ""])
        let plain = Sandbox.plain(.turnedOff)
        let found = try await Sandbox.detect(mode: .auto, environment: environment)
        var ways = [
            ("sandbox off", plain, ["/bin/true"]),
            ("sandbox off, `sh -c`", plain, ["/bin/sh", "-c", "true; true"]),
        ]
        if case .bubblewrap = found { ways.append(("bubblewrap", found, ["/bin/true"])) }
        for (name, sandbox, words) in ways {
            let runner = SandboxedRunner(sandbox)
            let request = ProcessRequest(
                words: words, directory: "/", environment: environment, timeout: .seconds(60))
            let median = try await time { _ = try await runner.run(request) }
            table.rows.append([name, median.text(), (median - bare).text()])
        }
        return table
    }

    private func time(_ body: () async throws -> Void) async throws -> Double {
        var timings = Timings()
        for _ in 0..<repeats { try await timings.measure(body) }
        return timings.median
    }
}
