import LanguageModel
import StudyModel
import Synchronization
import TestSupport
import Text

/// A model behind a scripted endpoint, whose waits between tries are noted and not waited.
struct Endpoint {
    static let marker = "sk-MARKER-7f3a9c51e2"

    let server: ScriptedEndpoint
    let waits = Waits()
    var api = ModelSettings.API.openai
    var key: APIKey? = APIKey(marker)
    /// Long enough for a busy machine; tests of silence set a short one.
    var timeout = Duration.seconds(60)
    var structuredOutput = ChatSettings.StructuredOutput.auto
    var retry = RetryPolicy(attempts: 4)
    var settings: ModelSettings

    init(_ server: ScriptedEndpoint) {
        self.server = server
        settings = ModelSettings(
            name: "tiny", url: server.url, price: ModelPrice(input: 2, output: 10))
    }

    /// What a test waited for, had it waited.
    final class Waits: Sendable {
        private let list = Mutex<[Duration]>([])
        var all: [Duration] { list.withLock { $0 } }
        func note(_ wait: Duration) { list.withLock { $0.append(wait) } }
    }

    var model: HTTPChatModel {
        var settings = settings
        settings.api = api
        return HTTPChatModel(
            settings, key: key, timeout: timeout, structuredOutput: structuredOutput, retry: retry,
            date: { 784_111_777 }, pause: { [waits] in waits.note($0) })
    }

    func ask(_ request: ChatRequest = .hello) async throws -> ChatReply { try await model.complete(request) }

    /// The cause of the failure that asking ends with; `nil` where there was a reply.
    func failure(_ request: ChatRequest = .hello) async throws -> ModelFailure? {
        do {
            _ = try await model.complete(request)
            return nil
        } catch let failure as ModelFailure { return failure }
    }

    /// The fields of the bodies that were sent.
    var bodies: [JSONValue] { server.requests.compactMap { JSONReader.read($0.text) } }
}

extension ChatRequest {
    static let hello = ChatRequest(
        messages: [ChatMessage(.system, "Be short."), ChatMessage(.user, "Hello \"you\"")],
        temperature: 0.5, maxTokens: 64, seed: 7)
}
