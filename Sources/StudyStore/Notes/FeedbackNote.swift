import StudyModel

/// The feedback note of one commit: Markdown with a section for each step that judged it, and whatever people wrote.
package struct FeedbackNote: Hashable, Sendable {
    /// What stands before the first section of ours.
    private var preamble: String
    private var sections: [Section]

    /// A heading of ours and the text below it, up to the next one.
    private struct Section: Hashable {
        let heading: String
        var text: String
    }

    /// Reads a note as it stands.
    package init(_ bytes: [UInt8]) {
        preamble = ""
        sections = []
        for line in String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if Self.isHeading(line) {
                sections.append(Section(heading: String(line), text: ""))
            } else if sections.isEmpty {
                preamble += line + "\n"
            } else {
                sections[sections.count - 1].text += line + "\n"
            }
        }
    }

    /// The note as it is stored.
    package var bytes: [UInt8] {
        let parts = [preamble] + sections.map { "\($0.heading)\n\n\(trimmed($0.text))" }
        return Array((parts.map(trimmed).filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n").utf8)
    }

    /// Returns what a step's section says, without its heading; `nil` where there is none or it is empty.
    package func text(of step: StepID, of record: RunRecord) -> String? {
        let heading = Self.heading(step, record)
        let text = sections.first { $0.heading == heading }.map { trimmed($0.text) } ?? ""
        return text.isEmpty ? nil : text
    }

    /// Adds a step's section; one that is there already stays as it is: somebody may have edited it.
    mutating func merge(_ feedback: String, step: StepID, of record: RunRecord) {
        merge(Section(heading: Self.heading(step, record), text: Self.inset(feedback)))
    }

    /// Adds every section of another state of the note that is missing here.
    mutating func merge(_ other: FeedbackNote) {
        for section in other.sections { merge(section) }
    }

    /// Takes in another state of the note: its new sections, those that it alone changed, and what people wrote before the first.
    mutating func unite(_ other: FeedbackNote, base: FeedbackNote?) {
        for section in other.sections {
            let before = base?.sections.first { $0.heading == section.heading }
            if let before, let index = sections.firstIndex(of: before) {
                sections[index] = section
            } else if before == nil {
                merge(section)
            }
        }
        let (mine, theirs) = (trimmed(preamble), trimmed(other.preamble))
        if mine == trimmed(base?.preamble ?? "") {
            preamble = other.preamble
        } else if !mine.contains(theirs) {
            preamble = mine + "\n\n" + theirs + "\n"
        }
    }

    private mutating func merge(_ section: Section) {
        guard !sections.contains(where: { $0.heading == section.heading }) else { return }
        sections.append(section)
    }

    private static func heading(_ step: StepID, _ record: RunRecord) -> String {
        let writer = step.writer == record.writer ? "" : "@\(step.writer)"
        return "## \(record.run) step \(step.number)\(writer)"
    }

    /// Keeps lines of the feedback from reading as headings of ours.
    private static func inset(_ feedback: String) -> String {
        feedback.split(separator: "\n", omittingEmptySubsequences: false)
            .map { isHeading($0) ? " \($0)" : String($0) }.joined(separator: "\n")
    }

    private static func isHeading(_ line: some StringProtocol) -> Bool {
        guard line.hasPrefix("## ") else { return false }
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 4, words[2] == "step" else { return false }
        return RunName(text: String(words[1])) != nil && words[3].first?.isNumber == true
    }
}

private func trimmed(_ text: String) -> String {
    guard let end = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(text[...end].drop { $0.isNewline })
}
