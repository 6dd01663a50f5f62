import LanguageModel
import StudyModel
import Text

/// The line to one model at one step: asks it, unless the answer was kept when the run was killed.
struct ModelLine: Sendable {
    enum Answer {
        case reply(ChatReply)
        case failure(ModelFailure)
        /// What is left of the budget buys no reply.
        case unaffordable(StopReason)
    }

    let settings: ModelSettings
    let chat: ChatSettings
    let step: StepID
    let seed: UInt64
    /// How often the step was asked for before, and brought what the run has.
    let asked: Int
    let replies: any ReplyStore
    let model: @Sendable (ModelSettings) async throws -> any ChatModel

    /// Returns the answer to a turn of the conversation, counted from 1.
    ///
    /// A reply is kept durably before it is returned. Throws failures that every other step would meet too.
    func ask(
        _ messages: [ChatMessage], schema: JSONValue?, turn: Int, within allowance: Allowance
    ) async throws -> Answer {
        let request = ChatRequest(
            messages: messages, temperature: temperature, maxTokens: chat.maxTokens,
            seed: Seeds.derive(seed, "turn", String(turn)), schema: schema)
        let key = ReplyKey(step: step, request: request, model: settings, turn: turn)
        if let kept = try await replies.reply(key).flatMap(RecordedReply.reply) {
            return .reply(kept)
        }
        switch AffordableRequest(request, within: allowance, price: settings.price) {
        case .unaffordable(let reason): return .unaffordable(reason)
        case .affordable(let request): return try await send(request, key)
        }
    }

    /// As the study has it, and more where the model said what was there already: by 0.4 each time, up to 1, or 1.4 where the API goes further.
    private var temperature: Double? {
        guard asked > 0 else { return chat.temperature }
        let usual = chat.temperature ?? 1
        return max(usual, min(usual + 0.4 * Double(asked), settings.api == .anthropic ? 1 : 1.4))
    }

    private func send(_ request: ChatRequest, _ key: ReplyKey) async throws -> Answer {
        do {
            let reply = try await model(settings).complete(request)
            try await replies.keep(RecordedReply.bytes(of: reply), as: key)
            return .reply(reply)
        } catch let failure as ModelFailure {
            guard failure.cause.scope != .run else { throw failure }
            return .failure(failure)
        }
    }
}
