import FoundationEssentials
import StudyModel

/// What hone last did to the branches and notes of a run, so that anything else found there is known to be a person's.
///
/// A local file, never synced: where it is lost or behind, the journal tells which values were hone's own.
struct ProjectedState: Hashable, Codable {
    /// The journal commit of this clone's writer up to which branches and notes have been written.
    var through: CommitID?
    /// By full name, the value that hone last put there, or found there and took up.
    var refs: [String: CommitID] = [:]
    /// Refs that people deleted and that no event tells of.
    var abandoned: Set<String> = []

    /// Reads the state; `nil` where there is none or it cannot be understood.
    static func read(_ path: String) throws -> ProjectedState? {
        guard let text = try LocalFile.read(path) else { return nil }
        return try? JSONDecoder().decode(ProjectedState.self, from: Data(text.utf8))
    }

    func write(_ path: String) throws {
        let bytes = try JSONEncoder.stored.encode(self)
        try LocalFile.replace(path, with: String(decoding: bytes, as: UTF8.self) + "\n")
    }
}
