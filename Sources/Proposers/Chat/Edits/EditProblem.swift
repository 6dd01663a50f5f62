import StudyModel

/// Why an edit of a model does not apply.
enum EditProblem: Hashable, Error, Sendable {
    /// The reply holds no edit at all.
    case noEdits
    /// The reply stops before the model has begun to answer.
    case onlyThoughts
    /// The reply stops in the middle of an edit, for want of tokens.
    case cutShort
    /// The same, after far fewer tokens than the reply had room for by the study.
    case cutEarly(after: Int, room: Int)
    /// The reply should be JSON and is none; `detail` is the reader's word for it.
    case notJSON(detail: String)
    /// A part of the reply looks like an edit and is none: a marker without the next one.
    case malformed(line: Int, missing: String)
    /// An edit that names no file, where there are several.
    case noPath(line: Int)
    case unknownFile(path: String, known: [String])
    /// The file is there and is no UTF-8 text.
    case notText(path: String)
    /// The file has no such lines; `nearest` is what looks most like them.
    case notFound(path: String, old: [String], nearest: NearestText?)
    /// The file has them more than once, beginning at these lines.
    case ambiguous(path: String, old: [String], at: [Int])
    /// Nothing is searched for in a file that is not empty.
    case emptySearch(path: String)
    /// A whole file with a line that stands for what was left out.
    case leftOut(path: String, line: String)
    /// A hunk that begins at this line of the old file, as its header has it, without any line of the old file.
    case noContext(path: String)
    case rename(from: String, to: String)
    case binary(path: String)
    /// The edits leave every file as it was.
    case nothingChanged
    case outOfScope(ScopeViolation)
}

/// Lines of a file that look like lines that were searched for.
struct NearestText: Hashable, Sendable {
    /// The number of the first, from 1.
    var line: Int
    var lines: [String]
}
