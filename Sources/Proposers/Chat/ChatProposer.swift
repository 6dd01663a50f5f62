import LanguageModel
import StudyModel

/// Asks a language model for edits of the parent's files, and once more where they do not apply.
///
/// A reply that cannot be used is a proposal with a problem. A failure that every other step would meet too (no key, a wrong
/// address, a quota that is spent) is thrown as the `ModelFailure` that it is and stops the run.
package struct ChatProposer: Proposer {
    private let task: ChatTask
    private let replies: any ReplyStore
    private let model: @Sendable (ModelSettings) async throws -> any ChatModel

    /// - Parameter model: gives access to a model, its key with it; asked at each step that no kept reply answers.
    package init(
        task: ChatTask, replies: any ReplyStore,
        model: @escaping @Sendable (ModelSettings) async throws -> any ChatModel
    ) {
        self.task = task
        self.replies = replies
        self.model = model
    }

    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        let chat = task.settings
        let artifact: ShownArtifact
        let arm: ArmChoice.Arm
        do {
            let most = chat.models.map(chat.mostTokens).max() ?? 0
            artifact = try await ShownArtifact(request.artifact, bytes: most * 4)
            var choice = ArmChoice(chat, history: request.arms) { chat.forms(of: $0, for: artifact) }
            guard let chosen = choice.arm(seed: request.seed, after: request.ahead) else {
                throw ShownArtifact.TooLarge(tokens: artifact.bytes / 4)
            }
            arm = chosen
        } catch let error as ShownArtifact.TooLarge {
            return .nothing(Failure(.step, error.sentence))
        }
        let settings = chat.models[arm.model]
        let form = ReplyForm(
            chat, edits: arm.form, model: settings, artifact: artifact, creates: task.creates)
        let contents = PromptContents(request, task: task, artifact: artifact, form: form)
        let messages = try task.prompts.messages(contents, form: form)
        let line = ModelLine(
            settings: settings, chat: task.settings, step: request.step, seed: request.seed,
            asked: request.asked, replies: replies, model: model)
        let judge = ReplyJudge(
            artifact: artifact, scope: task.scope, form: form, room: task.settings.maxTokens)
        let session = ChatSession(task: task, judge: judge, line: line)
        var proposal = try await session.proposal(messages, within: request.allowance)
        proposal.edit = arm.form.rawValue
        return proposal
    }
}

extension ChatSettings {
    /// Tokens of files beyond which no model is asked: what its context leaves beside a reply, or what no current model takes.
    fileprivate func mostTokens(_ model: ModelSettings) -> Int {
        model.context.map { max(0, $0 - min(maxTokens, $0 / 2)) } ?? 1_000_000
    }

    /// The forms of edit that a model can be asked for; none where the files are too large for it, and whole files only where each fits in half a reply.
    fileprivate func forms(of model: ModelSettings, for artifact: ShownArtifact) -> [Edits] {
        guard artifact.bytes <= mostTokens(model) * 4 else { return [] }
        if let edits { return [edits] }
        let largest = artifact.editable.map(\.bytes).max() ?? 0
        return largest <= maxTokens / 2 * 4 ? [.blocks, .whole] : [.blocks]
    }
}

extension ShownArtifact.TooLarge {
    fileprivate var sentence: String {
        "the files to show are too large for a prompt: at least \(tokens) tokens; "
            + "name fewer in `artifact.editable` and `context`"
    }
}
