import Glibc
import StudyStore

/// What recording a step costs early and late in a run, beside the same by git's commands.
///
/// Runs are recorded up to a stage each and kept open; then a step of each is taken in turn, so that a machine that is
/// busy for a while is busy for all. git goes on in the very repositories that hone has filled.
struct RecordingBenchmark {
    let place: Place
    let stages: [Int]
    /// Steps that are timed one by one around each stage, by hone and by each way of git.
    private let window = (hone: 64, git: 20)

    /// How hone's steps come.
    enum Manner: String, CaseIterable {
        /// Each a while after the one before: branches and notes follow with each.
        case alone
        /// One after another: branches and notes follow four times a second, and at the end.
        case inARow

        var pace: ProjectionPace {
            guard self == .inARow else { return .everyStep }
            let start = ContinuousClock.now
            return ProjectionPace(interval: .milliseconds(250)) { start.duration(to: .now) }
        }
    }

    func run() async throws -> [Table] {
        var table = RecordingTable(stages: stages)
        for manner in Manner.allCases {
            var recorders: [StoreRecorder] = []
            for stage in stages {
                let (recorder, mean) = try await prepare(stage, manner)
                recorders.append(recorder)
                table.means[manner, default: []].append(mean)
            }
            table.steps[manner] = try await timeHone(recorders)
            guard manner == .alone else { continue }
            table.packs = try recorders.map { try $0.repository.counts() }
            table.ways = try GitRecorder.Way.allCases.map { ($0, try timeGit($0, recorders)) }
        }
        return [table.table]
    }

    /// Records a run up to a stage, and tells how long one of all its steps took, in milliseconds.
    private func prepare(
        _ stage: Int, _ manner: Manner
    ) async throws -> (recorder: StoreRecorder, mean: Double) {
        let repository = try GitRepository(making: "\(place.path)/stage-\(stage)-\(manner)")
        try SampleTree(files: 1_999, size: 2_000).commit(
            to: repository, beside: [SampleStep.file: SampleStep.content(0)])
        let recorder = try await StoreRecorder(in: repository, at: manner.pace)
        sync()
        var all = Timings()
        while recorder.last < stage - window.hone / 2 {
            let step = recorder.next
            try await all.measure { try await recorder.record(step) }
        }
        try await all.measure { try await recorder.settle() }
        return (recorder, all.sum / Double(recorder.last))
    }

    private func timeHone(_ recorders: [StoreRecorder]) async throws -> [Timings] {
        sync()
        var timings = recorders.map { _ in Timings() }
        for _ in 0..<window.hone {
            for (index, recorder) in recorders.enumerated() {
                let step = recorder.next
                try await timings[index].measure { try await recorder.record(step) }
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
                let step = script.next
                let start = ContinuousClock.now
                try script.record(step)
                timings[index].add(start.duration(to: .now))
            }
        }
        return timings
    }
}
