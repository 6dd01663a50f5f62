import Operations
import StudyModel
import Synchronization
import Text

/// Answers an agent by the Model Context Protocol: tools alone, over lines of JSON-RPC.
///
/// Calls are answered one after the other, in the order in which they came; what is said about them, such as that one is not wanted any more, is heard
/// meanwhile.
final class MCPServer: Sendable {
    /// The protocol's versions, the newest first.
    static let versions = ["2025-11-25", "2025-06-18"]
    /// So many calls wait at most.
    private static let mostWaiting = 100

    private let tools: [MCPTool]
    private let place: MCPPlace
    /// The version of hone.
    private let version: String
    private let send: @Sendable (String) async -> Void
    private let calls: AsyncStream<Call>
    private let queue: AsyncStream<Call>.Continuation
    private let state = Mutex(State())

    private struct Call: Sendable {
        let id: JSONValue
        let tool: MCPTool
        let arguments: [String: JSONValue]
        /// Made where its answer is not wanted any more.
        let isCancelled = StopRequest()
    }

    private struct State {
        var client = "an agent"
        var canElicit = false
        /// The calls that are not answered yet, by their IDs as text.
        var open: [String: StopRequest] = [:]
        /// Where the answer to a question of ours goes, by its ID as text; it ends where there is none.
        var asked: [String: AsyncStream<JSONValue>.Continuation] = [:]
        var questions = 0
        var hasEnded = false
    }

    /// - Parameter send: hands a line to whoever writes it to the other side, and waits where too many are not written yet.
    init(
        _ tools: [MCPTool], in place: MCPPlace, version: String,
        send: @escaping @Sendable (String) async -> Void
    ) {
        self.tools = tools
        self.place = place
        self.version = version
        self.send = send
        (calls, queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    }

    /// Answers until there are no more lines, and what was asked by then.
    func serve(_ lines: AsyncStream<[UInt8]>) async {
        async let answered: Void = answerCalls()
        for await line in lines where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            do throws(RPCError) { try await take(RPCMessage(line)) } catch { await send(error.line) }
        }
        queue.finish()
        let asked = state.withLock { state in
            state.hasEnded = true
            defer { state.asked = [:] }
            return state.asked.values
        }
        for question in asked { question.finish() }
        await answered
    }

    private func take(_ message: RPCMessage) async throws(RPCError) {
        switch message {
        case .request(let id, "initialize", let parameters):
            await send(RPCMessage.answer(id, begin(parameters)))
        case .request(let id, "ping", _): await send(RPCMessage.answer(id, .object([:])))
        case .request(let id, "tools/list", _):
            await send(RPCMessage.answer(id, .object(["tools": .array(tools.map(\.description))])))
        case .request(let id, "tools/call", let parameters): try call(id, parameters)
        case .request(let id, let method, _):
            throw RPCError(code: .unknownMethod, message: "There is no method '\(method)' here", id: id)
        case .notification("notifications/cancelled", let parameters):
            let id = parameters["requestId"]?.text ?? ""
            state.withLock { $0.open[id] }?.make()
        case .notification: break
        case .response(let id, let result):
            guard let question = state.withLock({ $0.asked.removeValue(forKey: id.text) }) else { break }
            if let result { question.yield(result) }
            question.finish()
        }
    }

    private func begin(_ parameters: JSONValue) -> JSONValue {
        let client = parameters["clientInfo"]?["name"]?.string.map { ShownText(line: $0, limit: 80).text }
        state.withLock { state in
            if let client, !client.isEmpty { state.client = client }
            state.canElicit = parameters["capabilities"]?["elicitation"]?.fields != nil
        }
        let asked = parameters["protocolVersion"]?.string ?? ""
        return .object([
            "protocolVersion": .string(Self.versions.contains(asked) ? asked : Self.versions[0]),
            "capabilities": .object(["tools": .object([:])]),
            "serverInfo": .object(["name": .string("hone"), "version": .string(version)]),
            "instructions": .string(
                "hone optimizes what a study file (hone.yaml) names, one commit a step, and measures each itself. Begin with hone_check, "
                    + "hone_run; follow with hone_log by its cursor. A candidate is RUN:STEP or RUN:best."),
        ])
    }

    // MARK: - Calls

    private func call(_ id: JSONValue, _ parameters: JSONValue) throws(RPCError) {
        let name = parameters["name"]?.string ?? ""
        guard let tool = tools.first(where: { $0.name == name }) else {
            throw RPCError(code: .invalidParameters, message: "There is no tool '\(name)'", id: id)
        }
        let call = Call(id: id, tool: tool, arguments: parameters["arguments"]?.fields ?? [:])
        state.withLock { $0.open[id.text] = call.isCancelled }
        if case .dropped = queue.yield(call) {
            state.withLock { $0.open[id.text] = nil }
            throw RPCError(code: .busy, message: "Too many calls wait already", id: id)
        }
    }

    private func answerCalls() async {
        for await call in calls {
            let answer = await answer(to: call)
            state.withLock { $0.open[call.id.text] = nil }
            if let answer { await send(RPCMessage.answer(call.id, answer.result)) }
        }
    }

    /// Returns `nil` where no answer is wanted any more.
    private func answer(to call: Call) async -> MCPAnswer? {
        await withTaskGroup(of: MCPAnswer?.self) { group in
            group.addTask { [self] in
                do {
                    return try await call.tool.answer(
                        MCPCall(call.tool, call.arguments, in: place, of: client()))
                } catch {
                    return MCPAnswer(ErrorReport(of: error))
                }
            }
            group.addTask {
                await call.isCancelled.made()
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    private func client() -> MCPClient {
        let (name, canElicit) = state.withLock { ($0.client, $0.canElicit) }
        guard canElicit else { return MCPClient(name: name, ask: nil) }
        return MCPClient(name: name) { [self] message, schema in await ask(message, schema) }
    }

    // MARK: - Questions

    /// Has the other side ask a person, who may answer by fields; `nil` where nobody answers.
    private func ask(_ message: String, _ schema: JSONValue) async -> JSONValue? {
        let id = state.withLock { state in
            state.questions += 1
            return JSONValue.string("hone-\(state.questions)")
        }
        let parameters = JSONValue.object(["message": .string(message), "requestedSchema": schema])
        let (answers, question) = AsyncStream<JSONValue>.makeStream()
        let isOver = state.withLock { state in
            if !state.hasEnded { state.asked[id.text] = question }
            return state.hasEnded
        }
        guard !isOver else { return nil }
        defer { state.withLock { $0.asked[id.text] = nil } }
        await send(RPCMessage.request(id, "elicitation/create", parameters))
        // There is none either where the call is not wanted any more.
        return await answers.first { _ in true }
    }
}
