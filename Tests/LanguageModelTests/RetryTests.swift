import LanguageModel
import StudyModel
import TestSupport
import Testing

struct RetryTests {
    @Test func `a limited rate is waited out, and the reply counts the tries`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(), .error(503, "loading"), .openAI("Hi")))
        let reply = try await endpoint.ask()
        #expect(reply.calls.count == 3 && endpoint.waits.all.count == 2)
        #expect(endpoint.waits.all[0] <= .seconds(1) && endpoint.waits.all[1] <= .seconds(2))
    }

    @Test func `seconds that the endpoint asks for are waited`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(retryAfter: "20"), .openAI("Hi")))
        _ = try await endpoint.ask()
        let wait = try #require(endpoint.waits.all.first)
        #expect(wait >= .seconds(20) && wait <= .seconds(21))
    }

    @Test func `a time that the endpoint names is waited for`() async throws {
        // The test's date is 1994-11-06 08:49:37.
        let date = "Sun, 06 Nov 1994 08:50:07 GMT"
        let endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(retryAfter: date), .openAI("Hi")))
        _ = try await endpoint.ask()
        let wait = try #require(endpoint.waits.all.first)
        #expect(wait >= .seconds(30) && wait <= .seconds(31))
    }

    @Test(arguments: ["soon", "", "-5", "Mon, 99 Foo 1994 08:50:07 GMT"])
    func `what is no time is not heeded`(header: String) async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(retryAfter: header), .openAI("Hi")))
        _ = try await endpoint.ask()
        #expect(try #require(endpoint.waits.all.first) <= .seconds(1))
    }

    @Test func `an hour that the endpoint asks for is cut to the longest wait`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(retryAfter: "3600"), .openAI("Hi")))
        endpoint.retry = RetryPolicy(longestDelay: .seconds(60))
        _ = try await endpoint.ask()
        #expect(try #require(endpoint.waits.all.first) <= .seconds(61))
    }

    @Test func `waits together stay within the total`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.rateLimited(retryAfter: "100")))
        endpoint.retry = RetryPolicy(attempts: 50, total: .seconds(350))
        let failure = try #require(try await endpoint.failure())
        #expect(failure.cause == .rateLimited(words: "Slow down"))
        #expect(failure.attempts == 4 && failure.waited == endpoint.waits.all.reduce(.zero, +))
        #expect(failure.waited <= .seconds(350))
    }

    @Test func `waits double, and each is a random part of its interval`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.error(500, "oops")))
        endpoint.retry = RetryPolicy(attempts: 8, longestDelay: .seconds(16))
        _ = try await endpoint.failure()
        let bounds = [1, 2, 4, 8, 16, 16, 16].map { Duration.seconds($0) }
        #expect(endpoint.waits.all.count == 7)
        #expect(zip(endpoint.waits.all, bounds).allSatisfy { $0 <= $1 })
        #expect(Set(endpoint.waits.all).count == 7)
    }

    @Test func `equal seeds wait alike, and others differ`() async throws {
        func waits(_ seed: UInt64) async throws -> [Duration] {
            let endpoint = Endpoint(try ScriptedEndpoint(.error(500, "oops")))
            var request = ChatRequest.hello
            request.seed = seed
            _ = try await endpoint.failure(request)
            return endpoint.waits.all
        }
        let first = try await waits(1)
        #expect(try await waits(1) == first)
        #expect(try await waits(2) != first)
    }
}
