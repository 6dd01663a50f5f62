import Dispatch

/// Runs one actor's jobs one after another on a queue of its own, so that blocking calls hold no shared thread.
final class SerialQueueExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "git")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
