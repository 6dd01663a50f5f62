import Foundation
import LanguageModel
import StudyModel
import TestSupport
import Testing
import Text

/// What an endpoint can do wrong, over real HTTP.
struct FailureTests {
    @Test(arguments: [401, 403]) func `a key that is not taken is told at once`(status: Int) async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.error(status, "Incorrect API key")))
        let failure = try #require(try await endpoint.failure())
        #expect(failure.cause == .unauthorized(words: "Incorrect API key"))
        #expect(failure.cause.scope == .run && failure.attempts == 1 && endpoint.waits.all.isEmpty)
    }

    @Test func `a spent quota is not tried again`() async throws {
        let answer = ScriptedAnswer.json(
            #"{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}"#, status: 429)
        let failure = try #require(try await Endpoint(try ScriptedEndpoint(answer)).failure())
        #expect(failure.cause == .quotaSpent(words: "You exceeded your quota") && failure.attempts == 1)
    }

    @Test func `a model that is not there is told`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.error(404, "no model 'tiny'")))
        #expect(try await endpoint.failure()?.cause == .notFound(words: "no model 'tiny'"))
    }

    @Test func `a stalled body ends at the timeout`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.stalled(beginning: #"{"choices":[{"#)))
        endpoint.timeout = .milliseconds(100)
        endpoint.retry = RetryPolicy(attempts: 2)
        let failure = try #require(try await endpoint.failure())
        #expect(failure.cause == .timedOut(after: .milliseconds(100)) && failure.attempts == 2)
    }

    @Test func `a reply after a stalled one is taken`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.stalled(beginning: ""), .openAI("Hi")))
        endpoint.timeout = .seconds(1)
        let reply = try await endpoint.ask()
        #expect(reply.text == "Hi" && reply.calls.count > 1)
    }

    @Test func `a reply that is cut in the middle is tried again`() async throws {
        let body = Array(#"{"choices":[{"message":{"content":"a lot of text"}}]}"#.utf8)
        let endpoint = Endpoint(try ScriptedEndpoint(.cut(body: body, after: 30), .openAI("Hi")))
        #expect(try await endpoint.ask().text == "Hi")
    }

    @Test func `replies that are all cut are a failure`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.cut(body: Array("{\"a\": 1}".utf8), after: 4)))
        let failure = try #require(try await endpoint.failure())
        #expect(failure.cause == .cutOff(bytes: 4) && failure.attempts == 4)
    }

    @Test func `a reply of 50 MB is stopped at the limit`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.flood(bytes: 50_000_000)))
        let failure = try #require(try await endpoint.failure())
        #expect(failure.cause == .tooLarge(limit: 8_000_000) && failure.attempts == 1)
    }

    @Test func `what is no JSON is told with its beginning`() async throws {
        let failure = try await Endpoint(try ScriptedEndpoint(.json("It\nworks"))).failure()
        #expect(failure?.cause == .notJSON(beginning: "It works"))
    }

    @Test(arguments: [
        (#"{"choices":[]}"#, "choices"), (#"{"id":1}"#, "choices"), ("[]", "choices"),
        (#"{"choices":[{"message":{"content":null}}]}"#, "choices[0].message.content"),
    ])
    func `JSON of another shape is told by what it lacks`(body: String, missing: String) async throws {
        let failure = try await Endpoint(try ScriptedEndpoint(.json(body))).failure()
        #expect(failure?.cause == .wrongShape(missing: missing))
    }

    @Test func `what a useless reply cost is not forgotten`() async throws {
        let body = #"{"choices":[{"message":{}}],"usage":{"prompt_tokens":500000,"completion_tokens":0}}"#
        #expect(try await Endpoint(try ScriptedEndpoint(.json(body))).failure()?.usage.cost == 1)
    }

    @Test func `a server's trouble is tried again, and told when it lasts`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.error(500, "oops")))
        let failure = try #require(try await endpoint.failure())
        #expect(failure.cause == .serverError(status: 500, words: "oops"))
        #expect(
            failure.attempts == 4 && endpoint.server.requests.count == 4 && failure.cause.scope == .attempt)
    }

    @Test func `an error inside a reply of status 200 is an error`() async throws {
        let body = #"{"error":{"code":429,"message":"busy"}}"#
        let endpoint = Endpoint(try ScriptedEndpoint(.json(body), .openAI("Hi")))
        #expect(try await endpoint.ask().calls.count == 2)
    }

    @Test func `nobody there is told with the host`() async throws {
        let server = try ScriptedEndpoint(.hangUp)
        server.stop()
        var endpoint = Endpoint(server)
        endpoint.settings.url = "http://127.0.0.1:1"
        guard case .notConnected(let host, _)? = try await endpoint.failure()?.cause else {
            Issue.record("the cause is another")
            return
        }
        #expect(host == "127.0.0.1:1")
    }

    @Test func `a connection without a word is tried again`() async throws {
        #expect(try await Endpoint(try ScriptedEndpoint(.hangUp, .openAI("Hi"))).ask().text == "Hi")
    }

    @Test(arguments: ["ftp://x", "localhost:8080", "", "http://"])
    func `what is no address is told`(url: String) async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.hangUp))
        endpoint.settings.url = url
        #expect(try await endpoint.failure()?.cause == .unusableURL(.notHTTP))
    }

    @Test func `a password in the URL is refused`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.hangUp))
        endpoint.settings.url = "http://me:secret@localhost"
        #expect(try await endpoint.failure()?.cause == .unusableURL(.hasCredentials))
    }

    @Test func `counts of tokens are taken from fields, never from a sentence`() async throws {
        let told =
            #"{"error":{"code":400,"message":"too long","type":"exceed_context_size_error","n_prompt_tokens":9000,"n_ctx":8192}}"#
        let failure = try await Endpoint(try ScriptedEndpoint(.json(told, status: 400))).failure()
        #expect(failure?.cause == .promptTooLong(tokens: 9000, limit: 8192, words: "too long"))
        for words in [
            "prompt is too long: 210000 tokens > 200000 maximum",
            "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
        ] {
            let failure = try await Endpoint(try ScriptedEndpoint(.error(400, words))).failure()
            #expect(failure?.cause == .promptTooLong(tokens: nil, limit: nil, words: words))
        }
    }

    @Test func `a reply gets as much room as the model has`() async throws {
        let endpoint = Endpoint(
            try ScriptedEndpoint { request, _ in
                let limit = JSONReader.read(request.text)?["max_tokens"]?.number ?? 0
                return limit > 1100
                    ? .error(
                        400,
                        "This model's maximum context length is 2048 tokens, you requested \(limit + 504)")
                    : .openAI("Hi")
            })
        let request = ChatRequest(messages: [ChatMessage(.user, "Hello")], maxTokens: 4096)
        let model = endpoint.model
        #expect(try await model.complete(request).text == "Hi")
        #expect(try await model.complete(request).calls.count == 1)
        #expect(endpoint.bodies.map { $0["max_tokens"]?.number } == [4096, 2048, 1024, 1024])
    }

    @Test(arguments: [
        #"{"error":{"code":502,"message":"m"},"choices":null}"#,
        #"{"error":{"message":"m","code":"503"},"choices":[]}"#,
        #"{"object":"error","message":"the model is busy","code":503}"#,
        #"{"choices":[{"finish_reason":"error","error":{"code":502,"message":"Upstream idle timeout"},"message":{"content":""}}]}"#,
        #"{"error":"model is overloaded"}"#,
        #"[{"error":{"code":503,"status":"UNAVAILABLE","message":"m"}}]"#,
        #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
        #"{"detail":"upstream timed out"}"#, #"{"errors":[{"message":"please try again"}]}"#,
        #"{"success":false,"code":50300,"message":"System is too busy now."}"#,
        "data: {\"error\":{\"code\":529,\"message\":\"m\"}}\n\n",
    ])
    func `an error that comes with status 200 is one wherever it stands`(body: String) async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.json(body), .openAI("Hi")))
        #expect(try await endpoint.ask().calls.count == 2)
    }

    @Test(arguments: [
        (
            200,
            #"{"success":false,"code":20012,"message":"Model does not exist. Please check it carefully."}"#
        ),
        (400, #"{"detail":"Model 'm' does not exist"}"#),
        (400, #"{"error":{"message":"The model `m` was not found","code":"model_not_found"}}"#),
        (404, #"{"error":"model 'm' not found, try pulling it first"}"#),
    ])
    func `a model that is not there is told whatever the status`(status: Int, body: String) async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.json(body, status: status)))
        let failure = try #require(try await endpoint.failure())
        guard case .notFound = failure.cause else {
            Issue.record("\(failure)")
            return
        }
        #expect(failure.cause.scope == .run && failure.attempts == 1)
    }

    @Test func `a prompt that is refused for what it says is no matter of the key`() async throws {
        let words = "Your chosen model requires moderation and your input was flagged for \"violence\""
        let failure = try await Endpoint(try ScriptedEndpoint(.error(403, words))).failure()
        #expect(failure?.cause == .promptRefused(words: words) && failure?.cause.scope == .step)
    }

    @Test(arguments: [
        (400, "Your credit balance is too low to access the API"), (403, "Insufficient balance"),
        (402, "Payment required"),
    ])
    func `an account without money ends the run`(status: Int, words: String) async throws {
        let failure = try await Endpoint(try ScriptedEndpoint(.error(status, words))).failure()
        #expect(failure?.cause == .quotaSpent(words: words) && failure?.attempts == 1)
    }

    @Test func `a page to log in is no reply, and ends the run`() async throws {
        let page = ScriptedAnswer.json("<!DOCTYPE html>\n<html><body>Sign in</body></html>")
        let failure = try #require(try await Endpoint(try ScriptedEndpoint(page)).failure())
        #expect(failure.cause == .webPage(beginning: "<!DOCTYPE html> <html><body>Sign in</body></html>"))
        #expect(failure.cause.scope == .run && failure.attempts == 1)
    }

    @Test func `a refusal that comes twice in a row is for good, and one of a field at once`() async throws {
        let refusing = Endpoint(
            try ScriptedEndpoint(.error(400, "no"), .openAI("Hi"), .error(400, "no"), .error(400, "no"))
        )
        let model = refusing.model
        var scopes: [Failure.Scope?] = []
        for _ in 1...4 {
            do {
                _ = try await model.complete(.hello)
                scopes.append(nil)
            } catch let failure as ModelFailure { scopes.append(failure.cause.scope) }
        }
        #expect(scopes == [.step, nil, .step, .run] && refusing.server.requests.count == 4)
        let field = #"{"error":{"message":"Unsupported value","param":"top_p"}}"#
        let endpoint = Endpoint(try ScriptedEndpoint(.json(field, status: 400)))
        #expect(try await endpoint.failure()?.cause.scope == .run)
    }

    @Test func `cancelling ends a call at once`() async throws {
        let (asked, ring) = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedEndpoint { _, _ in
            ring.yield()
            return .stalled(beginning: "")
        }
        let endpoint = Endpoint(server)
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: ChatReply.self) { group in
                group.addTask { try await endpoint.ask() }
                for await _ in asked { break }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    @Test func `cancelling ends a wait at once`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(retryAfter: "100")))
        let model = HTTPChatModel(
            endpoint.settings, key: nil, timeout: .seconds(60), date: { 0 },
            pause: { _ in throw CancellationError() })
        await #expect(throws: CancellationError.self) { try await model.complete(.hello) }
    }
}
