import FoundationEssentials
import Glibc
import StudyModel

/// What an agent's command may tell hone besides its output: files in the scratch folder that it writes if it likes.
struct AgentMailbox: Sendable {
    /// Bytes that are read of a file; longer ones are somebody's mistake.
    private static let limit = 1 << 16

    let folder: String

    /// `HONE_USAGE`: one JSON object with `tokens_in`, `tokens_out` and `cost`, each of them optional.
    var usageFile: String { folder + "/usage.json" }
    /// `HONE_RETRY_AFTER`: seconds from now on, beside an exit with 75.
    var retryFile: String { folder + "/retry-after" }

    /// Takes both away, so that each turn says its own.
    func empty() throws {
        for path in [usageFile, retryFile] where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// What the turn cost; nothing where the file is missing or is no such object.
    var usage: Usage {
        guard let text = Self.text(usageFile), let told: Told = PrintedJSON.decode(text) else { return .none }
        return Usage(
            tokensIn: told.tokensIn ?? 0, tokensOut: told.tokensOut ?? 0, cost: told.cost ?? 0)
    }

    var retryAfter: Duration? {
        guard let text = Self.text(retryFile), let seconds = Double(text.filter { !$0.isWhitespace }),
            seconds >= 0
        else { return nil }
        return .seconds(clamping: seconds)
    }

    private struct Told: Decodable {
        var tokensIn: Int?
        var tokensOut: Int?
        var cost: Double?
    }

    /// A regular file's text: the folder was the agent's, who may have put anything there.
    private static func text(_ path: String) -> String? {
        // Non-blocking: opening a pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = read(descriptor, &bytes, limit)
        return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
