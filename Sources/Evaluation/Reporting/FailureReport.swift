import Text
import Workspaces

/// Markdown that shows what a command left when it gave no score: the first errors of a build, and the end of its output.
struct FailureReport {
    /// How much of each stream's end is shown.
    static let lineLimit = 40
    static let byteLimit = 6000

    private let call: Call
    private let process: ProcessResult

    init(_ call: Call, _ process: ProcessResult) {
        self.call = call
        self.process = process
    }

    /// For a command that failed.
    var text: String { join(errors + streams) }

    /// For a command that exited with 0 but left no results that count.
    func afterSuccess() -> String { join(streams) }

    private func join(_ parts: [String]) -> String {
        parts.isEmpty ? "It wrote nothing." : parts.joined(separator: "\n\n")
    }

    private var errors: [String] {
        guard call.phase == .build else { return [] }
        let errors = firstErrors(in: process.stderr.text + "\n" + process.stdout.text)
        return errors.isEmpty
            ? [] : ["First errors:\n\n" + Markdown.fenced(errors.joined(separator: "\n"))]
    }

    private var streams: [String] {
        [("standard output", process.stdout), ("standard error", process.stderr)].compactMap(section)
    }

    private func section(_ name: String, _ stream: CapturedOutput) -> String? {
        let (end, leftOut) = PlainText.end(of: stream.text, lines: Self.lineLimit, bytes: Self.byteLimit)
        guard !end.isEmpty else { return nil }
        let title = leftOut == 0 ? "All of \(name)" : "The end of \(name), without its first \(leftOut) lines"
        let dropped =
            stream.dropped == 0
            ? ""
            : " (\(stream.dropped) bytes in the middle were not kept: the limit is "
                + "\(stream.head.count + stream.tail.count) bytes)"
        return title + dropped + ":\n\n" + Markdown.fenced(end)
    }
}
