import Glibc

/// A repository with a run of the real loop, made by a process of its own.
struct RunRepository {
    let repository: GitRepository
    /// The most memory that the process has had, in KiB.
    let peakMemory: Int
    let seconds: Double

    init(steps: Int, at path: String) throws {
        repository = try GitRepository(making: path)
        try SampleTree(files: 1_999, size: 2_000).commit(
            to: repository, beside: [SampleStep.file: SampleStep.content(0)])
        let start = ContinuousClock.now
        let child = Program(
            ["/proc/self/exe", "loop", path, "\(steps)"], environment: ["HOME": path + "/.git"])
        let output = try child.run().output
        seconds = start.duration(to: .now) / .seconds(1)
        peakMemory = output.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    }
}
