import StudyModel

extension EditProblem {
    /// Why, in one line, for the record.
    var sentence: String {
        switch self {
        case .noEdits: "the reply holds no edit"
        case .onlyThoughts:
            "the model thought, and its reply ended before it answered (`proposer.max_tokens` is the room for both)"
        case .cutShort: "the reply was cut short"
        case .cutEarly(let tokens, let room):
            "the reply was cut short after about \(tokens) tokens, where `proposer.max_tokens` is \(room): the server gives no more, or the budget"
        case .notJSON(let detail): "the reply is not the JSON that was asked for: \(detail)"
        case .malformed(let line, let missing): "the edit at line \(line) of the reply lacks its '\(missing)'"
        case .noPath(let line): "the edit at line \(line) of the reply names no file"
        case .unknownFile(let path, _): "there is no file '\(path)'"
        case .notText(let path): "'\(path)' is no text"
        case .notFound(let path, let old, _): "'\(path)' has no such text: \(Self.shown(old))"
        case .ambiguous(let path, let old, let lines):
            "'\(path)' has this text \(lines.count) times: \(Self.shown(old))"
        case .emptySearch(let path): "the edit of '\(path)' says nothing of what it replaces"
        case .leftOut(let path, _): "part of '\(path)' was left out"
        case .noContext(let path): "a hunk of '\(path)' has no line of the old file"
        case .rename(let from, let to): "'\(from)' was renamed to '\(to)', which a diff may not do"
        case .binary(let path): "the diff of '\(path)' is binary"
        case .nothingChanged: "the edits leave every file as it was"
        case .outOfScope(let violation): violation.sentenceForModel
        }
    }

    /// What is wrong and what to do about it, in words for the model, as Markdown.
    var advice: String {
        switch self {
        case .noEdits:
            "There is no edit in your reply. Answer in the form that was described, with at least one."
        case .onlyThoughts:
            "Your reply ends before you answered: there was room for your thoughts alone. Think less, and answer in the form that was described."
        case .cutShort, .cutEarly:
            "Your reply stops in the middle. Make fewer or smaller edits, and leave out what does not change."
        case .notJSON(let detail):
            "Your reply is not the JSON that was asked for (\(detail)). Answer with that alone."
        case .malformed(let line, let missing):
            "The edit at line \(line) of your reply is not complete: `\(missing)` is missing."
        case .noPath(let line): "The edit at line \(line) of your reply does not say which file it is for."
        case .unknownFile(let path, let known):
            "There is no file `\(path)`. The files that you may edit are: \(Self.names(known))."
        case .notText(let path): "`\(path)` is no text file and cannot be edited."
        case .notFound(let path, let old, let nearest): notFound(path, old, nearest)
        case .ambiguous(let path, let old, let lines):
            "`\(path)` has this text \(lines.count) times, at lines \(Self.numbers(lines)). Take more lines around it, "
                + "so that it is the only one:\n\n" + Self.fenced(old)
        case .emptySearch(let path):
            "`\(path)` exists, so an edit of it has to say which of its lines it replaces."
        case .leftOut(let path, let line):
            "`\(path)` is not complete: the line `\(line)` stands for a part that you left out. "
                + "Write the whole file, with every line that stays."
        case .noContext(let path):
            "A hunk of `\(path)` has no line of the file as it is, so there is no telling where it belongs. "
                + "Give some lines around the change."
        case .rename(let from, let to):
            "Renaming is not possible (`\(from)` to `\(to)`). Delete the one and create the other, if both may be changed."
        case .binary(let path): "`\(path)` is changed by a binary diff, which cannot be applied."
        case .nothingChanged: "Your edits leave every file as it was. Change something."
        case .outOfScope(let violation):
            "\(violation.sentenceForModel.capitalizedFirst), so it may not be changed. Leave it as it is."
        }
    }

    private func notFound(_ path: String, _ old: [String], _ nearest: NearestText?) -> String {
        var parts = ["`\(path)` has no such text:", Self.fenced(old)]
        if let nearest {
            let last = nearest.line + nearest.lines.count - 1
            let place = last == nearest.line ? "line \(last)" : "lines \(nearest.line) to \(last)"
            parts += [
                "What looks most like it is \(place), which you have to copy exactly:",
                Self.fenced(nearest.lines),
            ]
        } else {
            parts.append("Copy the lines that you replace exactly from the file.")
        }
        return parts.joined(separator: "\n\n")
    }

    private static func shown(_ lines: [String]) -> String {
        let first = lines.first { !$0.isBlank } ?? ""
        return "\"\(first.trimmed.clipped(to: 60))\""
            + (lines.count > 1 ? " and \(lines.count - 1) more lines" : "")
    }

    private static func fenced(_ lines: [String]) -> String {
        let shown = lines.prefix(40) + (lines.count > 40 ? ["(\(lines.count - 40) more lines)"] : [])
        return Fence.around(shown.joined(separator: "\n"))
    }

    private static func names(_ paths: [String]) -> String {
        paths.prefix(50).map { "`\($0)`" }.joined(separator: ", ") + (paths.count > 50 ? ", …" : "")
    }

    private static func numbers(_ lines: [Int]) -> String {
        lines.prefix(10).map(String.init).joined(separator: ", ") + (lines.count > 10 ? ", …" : "")
    }
}

extension Fence {
    /// A text in a fence that nothing in it can close.
    static func around(_ text: String, info: String = "") -> String {
        let longest =
            text.lineFeedLines.compactMap { Fence($0) }.filter { $0.sign == "`" }.map(\.count).max() ?? 0
        let signs = String(repeating: "`", count: max(3, longest + 1))
        return "\(signs)\(info)\n\(text)\n\(signs)"
    }
}

extension ScopeViolation {
    /// What is wrong, in one line.
    fileprivate var sentenceForModel: String {
        switch self {
        case .outsideMarkers(let path, let line): "line \(line) of '\(path)' is outside the markers"
        case .noMarkers(let path), .unbalancedMarkers(let path, _):
            "'\(path)' may only be changed between its markers, which must stay"
        case .symbolicLink(let path, _): "'\(path)' is a link"
        case .submodule(let path): "'\(path)' is a repository of its own"
        case .evaluatorFile(let path): "'\(path)' belongs to the evaluator"
        case .frozen(let path): "'\(path)' is frozen"
        case .tooLarge: sentence
        default: "'\(path)' is not in the scope"
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
