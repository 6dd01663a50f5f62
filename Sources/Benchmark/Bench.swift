import Glibc

/// Measures what hone promises: to be fast, beside git's own commands on the same machine, and to say only what it knows.
@main
struct Bench {
    static func main() async {
        do {
            let request = try BenchRequest(CommandLine.arguments.dropFirst())
            switch request.work {
            case .loop(let folder, let steps): try await LoopRun(folder: folder, steps: steps).run()
            case .claims(let claims): guard try await claims.run() else { exit(1) }
            case .search(let search): guard try await search.run() else { exit(1) }
            case .hostile(let hostile): guard try held(request, hostile.run) else { exit(1) }
            case .faults(let faults): guard try held(request, faults.run) else { exit(1) }
            case .measure(let subjects):
                let place = try Place(parent: request.place)
                print(Machine.description(place: place.path))
                for subject in BenchRequest.Subject.allCases where subjects.contains(subject) {
                    try await measure(subject, request, at: place)
                }
                place.remove()
            }
        } catch {
            let words = Array("Error: \(error)\n".utf8)
            _ = write(STDERR_FILENO, words, words.count)
            exit(error is BenchRequest.Invalid ? 64 : 1)
        }
    }

    /// Whether all of a table held, whose cases are played in a folder of their own.
    private static func held(_ request: BenchRequest, _ play: (Place) throws -> Bool) throws -> Bool {
        let place = try Place(parent: request.place)
        let isHeld = try play(place)
        place.remove()
        return isHeld
    }

    private static func measure(
        _ subject: BenchRequest.Subject, _ request: BenchRequest, at place: Place
    ) async throws {
        let tables: [Table]
        switch subject {
        case .recording: tables = try await RecordingBenchmark(place: place, stages: request.stages).run()
        case .slots: tables = try await SlotBenchmark(place: place).run()
        case .parallel: tables = try await ParallelBenchmark(place: place).run()
        case .memory: tables = [try MemoryBenchmark(place: place).run()]
        case .startup: tables = [try StartupBenchmark(place: place).run()]
        case .step:
            tables = [
                try await CommandBenchmark().run(), try StepBenchmark(place: place, hone: request.hone).run(),
            ]
        case .many: tables = [try ManyRunsBenchmark(place: place).run()]
        }
        for table in tables { print("\n" + table.text) }
        fflush(nil)
    }
}
