/// One change that a reply asks for, before anything has checked it.
struct FileEdit: Hashable, Sendable {
    enum Action: Hashable, Sendable {
        /// Puts lines in place of others, in the first of these ways that the file has the old lines for; at least one.
        case replace([Replacement])
        /// Gives the file this content, line by line.
        case write([String])
        case patch([Hunk])
        case delete
    }

    /// As the reply spells it; empty where it names none.
    var path: String
    var action: Action
}

/// Lines to be put in place of others; no old ones for a new file.
struct Replacement: Hashable, Sendable {
    var old: [String]
    var new: [String]
}

/// A hunk of a unified diff.
struct Hunk: Hashable, Sendable {
    enum Line: Hashable, Sendable {
        case context(String)
        case removed(String)
        case added(String)

        /// The line as the old file has it.
        var old: String? {
            switch self {
            case .context(let text), .removed(let text): text
            case .added: nil
            }
        }
    }

    /// The line of the old file, from 1, that its header names; headers of models are often wrong, or say nothing.
    var start: Int?
    var lines: [Line]

    var old: [String] { lines.compactMap(\.old) }
}

/// What could be read of a reply.
struct ReadReply: Hashable, Sendable {
    /// One line that says what the edits do; `nil` where the reply has none.
    var summary: String?
    /// Why, in the reply's words.
    var rationale = ""
    var edits: [FileEdit] = []
    /// What could not be read as an edit.
    var problems: [EditProblem] = []
}
