import StudyModel
import Text

/// A request of one model, ready to be written and its answer to be read.
struct Call: Sendable {
    let request: ChatRequest
    let endpoint: Endpoint
    private let settings: ModelSettings
    private let dialect: any ChatDialect
    private let headers: [String: String]
    private let words: ServerWords

    init(_ request: ChatRequest, of settings: ModelSettings, key: APIKey?) throws(ModelFailure) {
        self.request = request
        self.settings = settings
        dialect = settings.api.dialect
        words = ServerWords(redaction: key?.redaction)
        do {
            endpoint = try Endpoint(base: settings.url, path: dialect.path)
        } catch {
            throw ModelFailure(.unusableURL(error), model: settings.name)
        }
        guard let own = dialect.headers(key: key) else {
            throw ModelFailure(.unusableKey, model: settings.name)
        }
        let standard = [
            "Content-Type": "application/json", "Accept": "application/json", "User-Agent": "hone",
        ]
        headers = standard.overlaid(with: settings.headers).overlaid(with: own)
    }

    func makeRequest(without concessions: Set<Concession>) -> HTTPRequest {
        let body = dialect.body(request, model: settings.name, without: concessions)
            .merging(settings.extra) { $1 }
        return HTTPRequest(url: endpoint.url, headers: headers, body: Array(JSONValue.object(body).text.utf8))
    }

    func read(_ answer: HTTPAnswer) -> Result<ReadReply, CallProblem> {
        let reader = FailureReader(words: words)
        let body = answer.body.withoutByteOrderMark
        let pieces = EventStream.documents(in: body)
        let document = pieces.map { dialect.document(of: $0) } ?? JSONReader.read(body)
        guard (200..<300).contains(answer.status) else {
            let cause = reader.cause(of: answer, document: document)
            return .failure(CallProblem(cause, retryAfter: answer.headers["retry-after"]))
        }
        guard let document else {
            let beginning = words.quote(answer.body)
            let isPage =
                beginning.lowercased().hasPrefix("<!doctype html")
                || beginning.lowercased().hasPrefix("<html")
            return .failure(
                CallProblem(isPage ? .webPage(beginning: beginning) : .notJSON(beginning: beginning)))
        }
        if let cause = reader.cause(in: document) { return .failure(CallProblem(cause)) }
        var reply = dialect.read(document)
        if let missing = reply.missing {
            let isCounted = reply.tokensIn != nil || reply.tokensOut != nil
            return .failure(
                CallProblem(.wrongShape(missing: missing), usage: isCounted ? usage(of: reply) : .none))
        }
        reply.text = words.redaction?(reply.text) ?? reply.text
        return .success(reply)
    }

    /// Returns the reply with what it cost.
    ///
    /// - Parameter without: what the request should have had and the endpoint does not take.
    func reply(_ reply: ReadReply, count: Int, time: Duration, without: [String]) -> ChatReply {
        ChatReply(
            text: reply.text, finish: reply.finish, usage: usage(of: reply),
            calls: ModelCalls(
                model: settings.name, count: count, seconds: time / .seconds(1),
                isEstimated: reply.tokensIn == nil || reply.tokensOut == nil, without: without))
    }

    private func usage(of reply: ReadReply) -> Usage {
        let read = reply.tokensIn ?? request.estimatedTokensIn
        let written = reply.tokensOut ?? estimatedTokens(reply.text)
        return Usage(
            tokensIn: read, tokensOut: written,
            cost: settings.price?.cost(tokensIn: read, tokensOut: written) ?? reply.cost ?? 0)
    }
}

/// Why one try gave no reply.
struct CallProblem: Error, Sendable {
    let cause: ModelFailure.Cause
    /// The endpoint's `Retry-After`.
    let retryAfter: String?
    let usage: Usage

    init(_ cause: ModelFailure.Cause, retryAfter: String? = nil, usage: Usage = .none) {
        self.cause = cause
        self.retryAfter = retryAfter
        self.usage = usage
    }
}

extension ModelSettings.API {
    fileprivate var dialect: any ChatDialect {
        switch self {
        case .openai: OpenAIDialect()
        case .anthropic: AnthropicDialect()
        }
    }
}

extension [String: String] {
    /// Returns these headers with others in place of those of the same name, in whatever case that is written.
    fileprivate func overlaid(with others: [String: String]) -> [String: String] {
        let names = Set(others.keys.map { $0.lowercased() })
        return filter { !names.contains($0.key.lowercased()) }.merging(others) { $1 }
    }
}

extension [UInt8] {
    fileprivate var withoutByteOrderMark: ArraySlice<UInt8> {
        starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...]
    }
}
