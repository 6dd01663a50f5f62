/// How a process ended, and what it wrote.
package struct ProcessResult: Hashable, Sendable {
    /// How the program that was started ended.
    package enum Ending: Hashable, Sendable {
        case exited(Int32)
        /// Killed by a signal that hone did not send.
        case signaled(Int32)
        /// Killed, with all that it had started, at the time limit.
        case timedOut
        /// Failed under a memory limit in the way that programs fail when memory is refused.
        case outOfMemory
    }

    package var ending: Ending
    package var stdout: CapturedOutput
    package var stderr: CapturedOutput
    /// From the start to the end of all that it started.
    package var wallSeconds: Double

    package init(ending: Ending, stdout: CapturedOutput, stderr: CapturedOutput, wallSeconds: Double) {
        self.ending = ending
        self.stdout = stdout
        self.stderr = stderr
        self.wallSeconds = wallSeconds
    }

    /// Whether the process exited with 0.
    package var succeeded: Bool { ending == .exited(0) }
}
