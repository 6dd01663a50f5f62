import LanguageModel
import StudyModel
import TestSupport
import Testing
import Text

struct SchemaTests {
    private let schema = JSONValue.object(["type": .string("object")])

    private var request: ChatRequest {
        var request = ChatRequest.hello
        request.schema = schema
        return request
    }

    @Test func `a schema goes as the response's format`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.openAI("{}")))
        _ = try await endpoint.ask(request)
        let format = try #require(endpoint.bodies.first?["response_format"])
        #expect(format["type"] == .string("json_schema") && format["json_schema"]?["schema"] == schema)
    }

    @Test func `Anthropic is given the schema as a tool, whose input is the reply`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.anthropicTool(input: #"{"edits": [1]}"#)))
        endpoint.api = .anthropic
        #expect(try await endpoint.ask(request).text == #"{"edits":[1]}"#)
        let body = try #require(endpoint.bodies.first)
        #expect(body["tools"]?.elements?.first?["input_schema"] == schema)
        #expect(body["tool_choice"]?["name"] == .string("reply"))
    }

    @Test func `an endpoint without schemas is asked without, and that is remembered`() async throws {
        let server = try ScriptedEndpoint { request, _ in
            request.text.contains("response_format")
                ? .error(400, "Unknown field: response_format") : .openAI("{}")
        }
        let model = Endpoint(server).model
        #expect(try await model.complete(request).calls.count == 2)
        #expect(try await model.complete(request).calls.count == 1)
        #expect(server.requests.count == 3)
    }

    @Test func `a schema that must be is not given up`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.error(400, "Unknown field: response_format")))
        endpoint.structuredOutput = .on
        let failure = try await endpoint.failure(request)
        #expect(failure?.cause == .badRequest(status: 400, words: "Unknown field: response_format"))
        #expect(failure?.attempts == 1)
    }

    @Test func `a schema that is not wanted is not sent`() async throws {
        var endpoint = Endpoint(try ScriptedEndpoint(.openAI("{}")))
        endpoint.structuredOutput = .off
        _ = try await endpoint.ask(request)
        #expect(endpoint.bodies.first?["response_format"] == nil)
    }

    @Test func `a 400 about something else is told and not tried again`() async throws {
        let endpoint = Endpoint(try ScriptedEndpoint(.error(400, "messages must not be empty")))
        #expect(try await endpoint.failure(request)?.attempts == 1)
    }

    @Test func `newer models get their limit by its newer name`() async throws {
        let server = try ScriptedEndpoint { request, _ in
            if request.text.contains("max_tokens") {
                return .error(
                    400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
            }
            return .openAI("Hi")
        }
        let endpoint = Endpoint(server)
        #expect(try await endpoint.ask().calls.count == 2)
        #expect(endpoint.bodies.last?["max_completion_tokens"] == .number(64))
    }

    @Test func `a temperature that is not taken is told`() async throws {
        let words = "Unsupported value: 'temperature' does not support 0.5"
        let endpoint = Endpoint(try ScriptedEndpoint(.error(400, words)))
        #expect(try await endpoint.failure()?.cause == .badRequest(status: 400, words: words))
    }

    @Test func `an endpoint without seeds is asked without`() async throws {
        let server = try ScriptedEndpoint { request, _ in
            request.text.contains("seed") ? .error(422, "extra field: seed") : .openAI("Hi")
        }
        #expect(try await Endpoint(server).ask().calls.count == 2)
    }
}
