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
        /// Why not, at least one; with the changes where it is only the scope that forbids them, and with the edits that apply.
        case unusable(EditDraft?, [EditProblem], applied: [FileEdit] = [])
        /// The model declined, in one line, so it is not asked again.
        case declined(String)
    }

    let artifact: ShownArtifact
    let scope: ArtifactScope
    let form: ReplyForm
    /// Tokens of a reply at most, by the study.
    let room: Int

    /// - Parameters:
    ///   - kept: the edits of earlier replies that apply.
    ///   - summary: what stands for a summary that the reply lacks.
    func finding(in reply: ChatReply, after kept: [FileEdit] = [], summary: String?) -> Finding {
        switch reply.finish {
        case .refused: return .declined("the model declined" + reply.text.quotedBeginning)
        case .filtered: return .declined("the endpoint withheld the reply")
        case .unanswered: return .unusable(nil, [.onlyThoughts], applied: kept)
        case .complete, .cut: break
        }
        guard case .text(let answer) = Answer(in: reply.text) else {
            return .unusable(nil, [.onlyThoughts], applied: kept)
        }
        let read = form.read(answer, artifact: artifact)
        let unread = reply.finish == .cut && !read.problems.isEmpty ? [cut(reply)] : read.problems
        switch changes(by: read.edits, after: kept) {
        case .failure(let failure):
            let problems = unread + (read.edits.isEmpty && !unread.isEmpty ? [] : failure.problems)
            return .unusable(nil, problems, applied: failure.applied)
        case .success where !unread.isEmpty:
            return .unusable(nil, unread, applied: kept + read.edits)
        case .success(let changes):
            let draft = EditDraft(
                changes: changes, summary: read.summary ?? summary, rationale: read.rationale)
            let violations = changes.compactMap { scope.violation(of: $0, replacing: old($0.path)) }
            return violations.isEmpty
                ? .usable(draft) : .unusable(draft, violations.map(EditProblem.outOfScope))
        }
    }

    /// Why a reply that was cut is not whole: a server may give less room than it was asked for, and say nothing.
    private func cut(_ reply: ChatReply) -> EditProblem {
        let tokens = reply.usage.tokensOut
        return tokens > 0 && tokens < room / 2 ? .cutEarly(after: tokens, room: room) : .cutShort
    }

    /// What the edits change together with those that were kept, or by themselves where the reply begins anew.
    private func changes(by edits: [FileEdit], after kept: [FileEdit]) -> Result<[FileChange], EditFailure> {
        let together = EditApplication.changes(by: edits, after: kept, of: artifact, scope: scope)
        guard case .failure = together, !kept.isEmpty, !edits.isEmpty else { return together }
        let alone = EditApplication.changes(by: edits, of: artifact, scope: scope)
        if case .success = alone { return alone }
        return together
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
