import Text

/// A piece of the evidence, and what becomes of it where there is too much.
struct EvidencePiece {
    enum Content {
        /// Stays whole whatever the limit.
        case heading(String)
        /// An earlier attempt, by its step, in one line and whole; comes down to its line, the oldest first. `nil` for one too old to fit with those
        /// after it.
        case attempt(step: Int, line: String, String?)
        /// A candidate that may give ideas; goes after all attempts.
        case inspiration(String)
        /// The best so far, where it is not the parent; goes after those.
        case best(String)
        /// Loses its middle.
        case trace(TraceText)
        /// The evaluator's words; lose their end.
        case feedback(title: String, String)
        /// An input, an output or an answer; loses its end, last of all.
        case data(title: String, String, language: String)
    }

    enum Kind: Hashable { case heading, memory, trace, feedback, data }

    let content: Content
    /// The trial that it tells of, by its place among those of a batch.
    var trial: Int?

    init(_ content: Content) { self.content = content }

    var kind: Kind {
        switch content {
        case .heading: .heading
        case .attempt, .inspiration, .best: .memory
        case .trace: .trace
        case .feedback: .feedback
        case .data: .data
        }
    }

    /// Of what is remembered, in which order kinds of it go; `nil` for other pieces.
    var memoryRank: Int? {
        switch content {
        case .attempt: 0
        case .inspiration: 1
        case .best: 2
        default: nil
        }
    }

    /// The size in bytes; more than `limit` where it is more.
    func size(upTo limit: Int) -> Int {
        if case .trace(let trace) = content { trace.size(upTo: limit) } else { text(within: nil).utf8.count }
    }

    /// Returns the text, cut to so many bytes where it can be; what is cut is said at its place.
    func text(within limit: Int?) -> String {
        switch content {
        case .heading(let text), .inspiration(let text), .best(let text): text
        case .attempt(_, _, let text): text ?? ""
        case .trace(let trace): trace.text(within: limit)
        case .feedback(let title, let text): Self.quoted(title, text, within: limit)
        case .data(let title, let text, let language): Self.fenced(title, text, language, within: limit)
        }
    }

    private static func quoted(_ title: String, _ text: String, within limit: Int?) -> String {
        let head = title + "\n\n"
        let whole = head + Markdown.quoted(text)
        guard let limit, whole.utf8.count > limit else { return whole }
        let room = limit - head.utf8.count - 70
        let lines = text.clipped(toBytes: room).text.count { $0.isNewline } + 1
        let (kept, leftOut) = text.clipped(toBytes: room - 2 * lines)
        let shown = kept.isEmpty ? "" : Markdown.quoted(kept) + "\n\n"
        return "\(head)\(shown)[the last \(leftOut) bytes of it left out: over the limit]"
    }

    private static func fenced(_ title: String, _ text: String, _ language: String, within limit: Int?)
        -> String
    {
        let whole = title + "\n\n" + Markdown.fenced(text, as: language)
        guard let limit, whole.utf8.count > limit else { return whole }
        let overhead = whole.utf8.count - text.utf8.count
        let (kept, leftOut) = text.clipped(toBytes: limit - overhead - 60)
        let notice = "[the last \(leftOut) bytes left out: over the limit]"
        return title + "\n\n" + Markdown.fenced(kept + (kept.isEmpty ? "" : "\n") + notice, as: language)
    }
}
