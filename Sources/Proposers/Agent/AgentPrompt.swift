import StudyModel

/// What one turn of an agent is told: the text, and where the files are that it speaks of, as the agent sees them.
struct AgentPrompt: Hashable, Sendable {
    /// Words of a command line may not be longer than 128 KiB on Linux.
    private static let longestWord = 100_000

    /// What to do, as one text.
    let text: String
    /// The file that has the same text.
    let file: String
    /// The file that tells what was tried and what came of it.
    let evidence: String
    /// The folder that holds both.
    let folder: String
    /// The files that may be edited, for programs that want them named; empty where there are too many.
    let editable: [String]

    /// What goes on a command line: the text, or where to read it.
    var word: String {
        text.utf8.count <= Self.longestWord ? text : "Read the file \(file) and do what it says."
    }
}
