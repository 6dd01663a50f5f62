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
        let settings = task.settings.models[ModelChoice(task.settings.models).index(seed: request.seed)]
        let artifact: ShownArtifact
        do {
            artifact = try await ShownArtifact(
                request.artifact, bytes: task.settings.mostTokens(settings) * 4)
        } catch let error as ShownArtifact.TooLarge {
            return .nothing(Failure(.step, error.sentence))
        }
        let form = ReplyForm(task.settings, model: settings, artifact: artifact, creates: task.creates)
        let contents = PromptContents(request, task: task, artifact: artifact, form: form)
        let messages = try task.prompts.messages(contents, form: form)
        let line = ModelLine(
            settings: settings, chat: task.settings, step: request.step, seed: request.seed,
            asked: request.asked, replies: replies, model: model)
        let judge = ReplyJudge(artifact: artifact, scope: task.scope, form: form)
        let session = ChatSession(task: task, judge: judge, line: line)
        return try await session.proposal(messages, within: request.allowance)
    }
}

extension ChatSettings {
    /// Tokens of files beyond which no model is asked: what its context leaves beside a reply, or what no current model takes.
    fileprivate func mostTokens(_ model: ModelSettings) -> Int {
        model.context.map { max(0, $0 - min(maxTokens, $0 / 2)) } ?? 1_000_000
    }
}

extension ShownArtifact.TooLarge {
    fileprivate var sentence: String {
        "the files to show are too large for a prompt: at least \(tokens) tokens; "
            + "name fewer in `artifact.editable` and `context`"
    }
}
