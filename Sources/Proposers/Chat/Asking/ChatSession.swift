import LanguageModel
import StudyModel

/// One step of a chat: its first turn, repair turns where they are due, and the proposal that comes of them.
struct ChatSession: Sendable {
    let task: ChatTask
    let judge: ReplyJudge
    let line: ModelLine

    /// Asks until a reply can be used, or the repair turns are used up.
    ///
    /// Changes that only the scope forbids are proposed in the end, and the store refuses them by its own check.
    func proposal(_ messages: [ChatMessage], within allowance: Allowance) async throws -> Proposal {
        var messages = messages
        var log = ChatLog()
        var last = Course()
        for turn in 1...(task.settings.repair + 1) {
            log.sent(turn == 1 ? messages : messages.suffix(1), schema: judge.form.schema, turn: turn)
            let answer = try await line.ask(
                messages, schema: judge.form.schema, turn: turn, within: allowance.after(log.usage))
            switch answer {
            case .failure(let failure):
                log.failed(failure)
                return log.proposal(of: last.draft, problem: failure.sentence)
            case .unaffordable(let reason):
                // A first reply has been paid for and is a step; the next one ends the run.
                return log.proposal(of: last.draft, problem: last.problem, ends: turn == 1 ? reason : nil)
            case .reply(let reply):
                log.received(reply, turn: turn)
                switch judge.finding(in: reply, after: last.applied, summary: last.draft?.summary) {
                case .usable(let draft): return log.proposal(of: draft, problem: "")
                case .declined(let sentence): return log.proposal(of: last.draft, problem: sentence)
                case .unusable(let draft, let problems, let applied):
                    last = Course(draft: draft ?? last.draft, applied: applied, problem: problems.sentence)
                    messages.append(ChatMessage(.assistant, reply.text.isBlank ? "(nothing)" : reply.text))
                    messages.append(try task.prompts.repair(problems, keeps: !applied.isEmpty))
                }
            }
        }
        return log.proposal(of: last.draft, problem: last.problem)
    }

    /// What the turns so far came to.
    private struct Course {
        var draft: EditDraft?
        /// The edits that apply: the next turn has to mend the others alone.
        var applied: [FileEdit] = []
        var problem = ""
    }
}
