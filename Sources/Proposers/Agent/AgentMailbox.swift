import Platform
import StudyModel
import Text

/// What an agent's command may tell hone besides its output: files in the scratch folder that it writes if it likes.
struct AgentMailbox: Sendable {
    /// Bytes that are read of a file; longer ones are somebody's mistake.
    private static let limit = 1 << 16

    let folder: String

    /// `HONE_USAGE`: one JSON object, `{"tokens": {"in", "out"}, "cost": {"amount"}}`, each of them optional.
    var usageFile: String { folder + "/usage.json" }
    /// `HONE_RETRY_AFTER`: seconds from now on, beside an exit with 75.
    var retryFile: String { folder + "/retry-after" }

    /// Takes both away, so that each turn says its own.
    func empty() throws {
        for path in [usageFile, retryFile] { try HostFile.remove(path) }
    }

    /// What the turn cost; nothing where the file is missing or is no such object.
    var usage: Usage {
        Usage(told: Self.text(usageFile).flatMap { JSONReader.read($0) })
    }

    var retryAfter: Duration? {
        Self.text(retryFile).flatMap(Failure.retryAfter)
    }

    /// A regular file's text: the folder was the agent's, who may have put anything there.
    private static func text(_ path: String) -> String? {
        guard case .success(let file) = ForeignFile.beginning(of: path, limit: limit) else { return nil }
        return String(decoding: file.bytes, as: UTF8.self)
    }
}
