import Foundation
import TestSupport

/// Commands with the exact output that they give, as a text file.
///
/// A line `$ command` is run by `sh`, with `hone` on the PATH; lines `> …` below it continue it. What follows, up to the next
/// command, is what it writes to both outputs, and `[3]` as the last line says that it exits with 3. Lines before the first
/// command and lines that begin with `-- ` say what it is about. Folders, IDs and times are replaced by words.
struct Transcript {
    struct Entry {
        var comments: [String] = []
        var command: [String] = []
        var output: [String] = []
    }

    let entries: [Entry]
    private let ending: [String]

    init(_ text: String) {
        var entries: [Entry] = []
        var comments: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("$ ") {
                entries.append(Entry(comments: comments, command: [String(line.dropFirst(2))]))
                comments = []
            } else if line.hasPrefix("> "), entries.last?.output.isEmpty == true {
                entries[entries.count - 1].command.append(String(line.dropFirst(2)))
            } else if line.hasPrefix("-- ") || entries.isEmpty || !comments.isEmpty {
                comments.append(line)
            } else {
                entries[entries.count - 1].output.append(line)
            }
        }
        // The text's last line end and the empty line between two entries are no output.
        for index in entries.indices where entries[index].output.last == "" {
            entries[index].output.removeLast()
        }
        self.entries = entries
        ending = comments
    }

    /// Runs the commands one after the other in a fresh folder, and returns the text with what they really wrote.
    ///
    /// - Parameter changed: called with the command and the paths that differ when a `hone` that failed changed something.
    func replay(changed: (String, [String]) -> Void) throws -> String {
        let stage = try TemporaryDirectory()
        for folder in ["folder", "home", "bin"] {
            try FileManager.default.createDirectory(
                atPath: stage.path + "/" + folder, withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(
            atPath: stage.path + "/bin/hone", withDestinationPath: HoneBinary.path)
        var lines: [String] = []
        for entry in entries {
            let before = try FolderSnapshot(stage.path + "/folder")
            let result = try run(entry, in: stage)
            if entry.command[0].hasPrefix("hone "), result.status != 0 {
                let differences = try FolderSnapshot(stage.path + "/folder").differences(from: before)
                if !differences.isEmpty { changed(entry.command[0], differences) }
            }
            lines += entry.comments + entry.command.enumerated().map { ($0 == 0 ? "$ " : "> ") + $1 }
            lines += Self.normalized(result.output, stage: stage.path)
            if result.status != 0 { lines.append("[\(result.status)]") }
            lines.append("")
        }
        return (lines.dropLast() + ending).joined(separator: "\n") + "\n"
    }

    private func run(_ entry: Entry, in stage: TemporaryDirectory) throws -> TestProcess {
        var environment = HoneBinary.environment(home: stage.path)
        environment["PATH"] = stage.path + "/bin:" + (environment["PATH"] ?? "")
        for role in ["AUTHOR", "COMMITTER"] {
            environment["GIT_\(role)_NAME"] = "Ann Author"
            environment["GIT_\(role)_EMAIL"] = "ann@example.com"
            environment["GIT_\(role)_DATE"] = "1700000000 +0000"
        }
        let command = "exec 2>&1\n" + entry.command.joined(separator: "\n")
        return try TestProcess.run(
            ["sh", "-c", command], in: stage.path + "/folder", environment: environment)
    }

    private static func normalized(_ output: String, stage: String) -> [String] {
        let text =
            output
            .replacing(stage + "/folder", with: "<folder>").replacing(stage, with: "<stage>")
            .replacing(/\b[0-9a-f]{40}\b/, with: "<commit>")
            .replacing(/\b[0-9a-f]{7}\b/, with: "<id>")
            .replacing(/journal\/([a-z0-9-]+)\/[0-9a-f]{8}\b/) { "journal/\($0.1)/<writer>" }
            .replacing(/sandbox: (bubblewrap|none.*)/, with: "sandbox: <sandbox>")
            .replacing(/\babout [0-9.]+s\b/, with: "about <time>")
            .replacing(/\btime: +[0-9.]+s\b/, with: "time: <time>")
            .replacing(/\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}\b/, with: "<date>")
            .replacing(/\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/, with: "<date>")
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        // Said where a machine has no sandbox that works.
        return lines.filter { !$0.hasPrefix("Note: evaluators run as plain processes") }
    }
}
