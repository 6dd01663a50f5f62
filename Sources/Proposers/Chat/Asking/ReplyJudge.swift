import LanguageModel
import StudyModel

/// The files that a reply changes, with its own words for it.
struct EditDraft: Hashable, Sendable {
    let changes: [FileChange]
    let summary: String?
    let rationale: String
}

/// Decides what a reply is good for.
struct ReplyJudge: Sendable {
    enum Finding: Hashable, Sendable {
        case usable(EditDraft)
        /// Why not, at least one; with the changes where it is only the scope that forbids them.
        case unusable(EditDraft?, [EditProblem])
        /// The model declined, in one line, so it is not asked again.
        case declined(String)
    }

    let artifact: ShownArtifact
    let scope: ArtifactScope
    let form: ReplyForm

    /// - Parameter summary: what stands for a summary that the reply lacks.
    func finding(in reply: ChatReply, summary: String?) -> Finding {
        switch reply.finish {
        case .refused: return .declined("the model declined" + reply.text.quotedBeginning)
        case .filtered: return .declined("the endpoint withheld the reply")
        case .complete, .cut: break
        }
        let read = form.read(reply.text, artifact: artifact)
        guard read.problems.isEmpty else {
            return .unusable(nil, reply.finish == .cut ? [.cutShort] : read.problems)
        }
        switch EditApplication.changes(by: read.edits, of: artifact, scope: scope) {
        case .failure(let failure): return .unusable(nil, failure.problems)
        case .success(let changes):
            let draft = EditDraft(
                changes: changes, summary: read.summary ?? summary, rationale: read.rationale)
            let violations = changes.compactMap { scope.violation(of: $0, replacing: old($0.path)) }
            return violations.isEmpty
                ? .usable(draft) : .unusable(draft, violations.map(EditProblem.outOfScope))
        }
    }

    private func old(_ path: String) -> OldFile? {
        guard let file = artifact[path], let text = file.text else { return nil }
        return .file(Array(text.text.utf8), executable: file.isExecutable)
    }
}

extension [EditProblem] {
    /// All of them in one line.
    var sentence: String {
        (first?.sentence ?? "") + (count > 1 ? ", and \(count - 1) more" : "")
    }
}

extension String {
    /// How it begins, after a colon; empty where it says nothing.
    fileprivate var quotedBeginning: String {
        let line = lineFeedLines.first { !$0.isBlank }?.trimmed ?? ""
        return line.isEmpty ? "" : ": " + line.clipped(to: 160)
    }
}
