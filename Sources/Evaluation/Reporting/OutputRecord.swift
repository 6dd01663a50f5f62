import StudyModel
import Workspaces

/// Collects what the commands of one evaluation wrote, for the journal's `stdout` and `stderr`.
///
/// Where several commands wrote, each part has a heading. Parts share a limit evenly, and a part that is cut keeps its beginning and end and
/// says how much is missing.
struct OutputRecord: Hashable, Sendable {
    /// Bytes of each of the two files at most, headings aside.
    static let limit = 1 << 20

    private struct Part: Hashable, Sendable {
        let heading: String
        let stdout: [UInt8]
        let stderr: [UInt8]
    }

    private var parts: [Part] = []

    mutating func add(_ call: Call, _ result: CallResult, repetition: String?) {
        let name =
            switch call.phase {
            case .setup: "setup"
            case .coverage: "coverage"
            case .build: "build"
            case .gate(let index): "gate \(index + 1)"
            case .command: "command, repeat \(repetition ?? "0")"
            }
        parts.append(
            Part(
                heading: "==> \(name): \(call.command.run) <==", stdout: result.process.stdout.bytes,
                stderr: result.process.stderr.bytes))
    }

    /// `stdout` and `stderr`, each where something was written to it.
    var attachments: [Attachment] {
        [attachment("stdout", \.stdout), attachment("stderr", \.stderr)].compactMap { $0 }
    }

    private func attachment(_ path: String, _ stream: KeyPath<Part, [UInt8]>) -> Attachment? {
        let written = parts.filter { !$0[keyPath: stream].isEmpty }
        guard let first = written.first else { return nil }
        if parts.count == 1 { return Attachment(path: path, bytes: first[keyPath: stream]) }
        let share = Self.limit / written.count
        let bytes = written.map { part in
            Array((part.heading + "\n").utf8) + Self.cut(part[keyPath: stream], to: share) + [10]
        }
        return Attachment(path: path, bytes: Array(bytes.joined()))
    }

    private static func cut(_ bytes: [UInt8], to limit: Int) -> [UInt8] {
        guard bytes.count > limit else { return bytes }
        return bytes.prefix(limit / 2) + Array("\n[\(bytes.count - limit) bytes left out]\n".utf8)
            + bytes.suffix(limit - limit / 2)
    }
}
