import Foundation
import LanguageModel
import StudyModel
import TestSupport
import Testing

struct KeyTests {
    private var forms: [String] {
        let encoded = { (text: String) in Data(text.utf8).base64EncodedString() }
        let key = Endpoint.marker
        return [key, key + "\u{301}", encoded(key), encoded("x" + key), encoded("xy" + key + "z")]
    }

    /// Parts of the key's base64 that stand at any of the three places in a longer text.
    private func isFree(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let parts = forms.map { form in Array(form.utf8.dropFirst(6).prefix(14)) }
        return parts.allSatisfy { bytes.firstRange(of: $0) == nil }
    }

    @Test func `a key cannot be printed`() throws {
        let key = try #require(APIKey(Endpoint.marker + "\n"))
        var dumped = ""
        dump(key, to: &dumped)
        dump([key], to: &dumped)
        #expect(isFree("\(key) \(String(reflecting: key)) \(Optional(key) as Any)" + dumped))
        let endpoint = Endpoint(try ScriptedEndpoint(.hangUp))
        dump(endpoint.model, to: &dumped)
        #expect(isFree(dumped))
    }

    @Test func `a server that repeats the key finds it struck out of errors`() async throws {
        for form in forms {
            for status in [400, 401, 404, 429, 500, 302] {
                let answers: [ScriptedAnswer] = [
                    .error(status, "got \(form)!"),
                    .answer(
                        status: status, headers: ["Location": "http://x/\(form)"], body: Array(form.utf8)),
                ]
                for answer in answers {
                    let failure = try #require(try await Endpoint(try ScriptedEndpoint(answer)).failure())
                    #expect(isFree("\(failure) \(failure.sentence)"), "\(status) \(failure)")
                }
            }
        }
    }

    @Test func `a server that repeats the key finds it struck out of replies`() async throws {
        for form in forms {
            let reply = try await Endpoint(try ScriptedEndpoint(.openAI("key: \(form)."))).ask()
            #expect(reply.text.utf8.contains("[key]".utf8))
            #expect(isFree(reply.text))
            let page = ScriptedAnswer.json("<p>\(form)</p>")
            let failure = try await Endpoint(try ScriptedEndpoint(page)).failure()
            #expect(isFree("\(String(describing: failure))"))
        }
    }

    @Test func `a placeholder is no secret, and words of replies stay`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.openAI("none of them")))
        endpoint.key = APIKey("none")
        #expect(try await endpoint.ask().text == "none of them")
    }

    @Test func `a header of the settings does not stand in for the key`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.openAI("Hi")))
        endpoint.settings.headers = ["authorization": "Bearer other", "ACCEPT": "*/*"]
        _ = try await endpoint.ask()
        let headers = try #require(endpoint.server.requests.first?.headers)
        #expect(headers["authorization"] == "Bearer " + Endpoint.marker && headers["accept"] == "*/*")
    }

    @Test func `a redirect is told and not followed`() async throws {
        let other = try ScriptedEndpoint(.openAI("stolen"))
        for status in [301, 302, 303, 307, 308] {
            let answer = ScriptedAnswer.answer(
                status: status, headers: ["Location": other.url + "/v1/chat/completions"], body: [])
            let failure = try await Endpoint(try ScriptedEndpoint(answer)).failure()
            #expect(failure?.cause == .redirected(to: other.url + "/v1/chat/completions"))
        }
        #expect(other.requests.isEmpty)
    }

    @Test func `a key with a line end inside is refused and told without it`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.openAI("Hi")))
        endpoint.key = APIKey("half\r\nX-Other: half")
        #expect(try await endpoint.failure()?.cause == .unusableKey)
        #expect(endpoint.server.requests.isEmpty)
    }

    @Test func `keys come from the variable or the command that the settings name`() async throws {
        let finder = KeyFinder(environment: ["KEY": " abc "]) { command in "from \(command)" }
        var model = ModelSettings(name: "m", url: "http://localhost")
        #expect(try await finder.key(of: model) == nil)
        model.key = .environment("KEY")
        #expect(try await finder.key(of: model) != nil)
        model.key = .command(.shell("pass show key"))
        #expect(try await finder.key(of: model) != nil)
    }

    @Test(arguments: [KeySource.environment("EMPTY"), .environment("OTHER"), .command(.shell("true"))])
    func `a place without a key is named`(source: KeySource) async throws {
        let finder = KeyFinder(environment: ["EMPTY": " \n"]) { _ in "\n" }
        let model = ModelSettings(name: "m", url: "http://localhost", key: source)
        await #expect(throws: ModelFailure(.noKey(source), model: "m")) { try await finder.key(of: model) }
    }
}
