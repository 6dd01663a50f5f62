import LanguageModel
import StudyModel
import Synchronization

@testable import Proposers

/// A model that plays answers one after another and keeps what it was asked.
final class ScriptedModel: ChatModel {
    private let answers: [Result<ChatReply, ModelFailure>]
    private let state = Mutex<[ChatRequest]>([])

    var requests: [ChatRequest] { state.withLock { $0 } }

    init(_ answers: Result<ChatReply, ModelFailure>...) { self.answers = answers }

    func complete(_ request: ChatRequest) async throws -> ChatReply {
        let place = state.withLock { requests in
            requests.append(request)
            return requests.count - 1
        }
        return try answers[min(place, answers.count - 1)].get()
    }
}

extension Result<ChatReply, ModelFailure> {
    static func text(
        _ text: String, finish: ChatReply.Finish = .complete, tokensIn: Int = 100
    ) -> Self {
        .success(
            ChatReply(
                text: text, finish: finish, usage: Usage(tokensIn: tokensIn, tokensOut: 10, cost: 0.5),
                calls: ModelCalls(model: "m", count: 1, seconds: 2)))
    }

    static func failure(_ cause: ModelFailure.Cause) -> Self {
        .failure(ModelFailure(cause, model: "m", attempts: 3))
    }
}

/// Replies in memory.
final class KeptReplies: ReplyStore {
    private let state = Mutex<[ReplyKey: [UInt8]]>([:])

    var count: Int { state.withLock { $0.count } }

    func reply(_ key: ReplyKey) async throws -> [UInt8]? { state.withLock { $0[key] } }

    func keep(_ reply: [UInt8], as key: ReplyKey) async throws { state.withLock { $0[key] = reply } }
}

/// A chat about a folder of text.
struct ChatFixture {
    var settings = ChatSettings(
        models: [ModelSettings(name: "m", url: "http://localhost")], structuredOutput: .off)
    var artifact = FolderOfText(["src/sort.c": EditFixture.sort])
    var scope = ArtifactSettings(editable: ["src/sort.c"])
    var instructions = "Make it better."
    let replies = KeptReplies()

    func propose(
        _ model: ScriptedModel, allowance: Allowance = .unlimited, seed: UInt64 = 1, asked: Int = 0
    ) async throws -> Proposal {
        var study = Study(
            name: "sort", artifact: scope,
            evaluator: EvaluatorSettings(
                files: ["bench/**"], command: TimedCommand(run: .shell("x"), timeout: .seconds(1))),
            objective: Objective(metric: "s", direction: .minimize))
        study.proposer = .chat(settings)
        let proposer = ChatProposer(task: try ChatTask(settings, of: study), replies: replies) { _ in model }
        var request = ProposalRequest.made(of: artifact, seed: seed)
        request.instructions = instructions
        request.allowance = allowance
        request.asked = asked
        return try await proposer.propose(request)
    }
}

extension Proposal {
    /// An attachment's text.
    func kept(_ path: String) -> String? { attachments.first { $0.path == path }?.text }

    /// What a file becomes.
    func file(_ path: String) -> String? {
        guard case .file(let bytes, _)? = changes.first(where: { $0.path == path })?.content else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
