import FlyingFox
import Foundation
import Operations
import StudyModel

/// Answers requests: asks the gate first, then gives out pages and takes forms.
struct SiteHandler: HTTPHandler {
    let gate: Gate
    let runs: OpenRuns
    let interval: Duration
    /// The words for what went wrong below.
    let words: @Sendable (any Error) -> String

    private var pages: SitePages { SitePages(runs: runs, words: words) }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let host = "127.0.0.1:\(gate.port ?? 0)"
        switch gate.decide(request) {
        case .refuse(let refusal): return try Refusals.answer(refusal).response(host: host)
        case .welcome:
            var answer = try Answer.message(
                "Opening", ["This page leads to the runs."], .ok, back: "/", backWords: "Go on", refresh: "/")
            answer.cookie = gate.cookie(port: gate.port ?? 0)
            return answer.response(host: host)
        case .letIn: break
        }
        let place = request.headers[.host] ?? host
        do {
            return try await respond(to: request, host: place)
        } catch {
            return try Answer.message(
                "That did not work", [words(error)], .internalServerError, back: "/", backWords: "All runs"
            ).response(host: place)
        }
    }

    private func respond(to request: HTTPRequest, host: String) async throws -> HTTPResponse {
        guard let path = SitePath(request.target.path()) else {
            return try Refusals.notFound.response(host: host)
        }
        if case .live(let name) = path, request.method == .GET { return try await live(name, request, host) }
        switch (request.method, path) {
        case (.GET, _): return try await get(path).response(host: host)
        case (.POST, .review(let run, let step)):
            return try await post(request) { try await pages.review(run, step, $0) }.response(host: host)
        case (.POST, .fork(let run, let step)):
            return try await post(request) { try await pages.fork(run, step, $0) }.response(
                host: host)
        default: return try Refusals.notFound.response(host: host)
        }
    }

    private func get(_ path: SitePath) async throws -> Answer {
        switch path {
        case .runs: try await pages.list()
        case .open: .seeOther("/")
        case .style: Answer(type: "text/css; charset=utf-8", body: Pages.style)
        case .script: Answer(type: "text/javascript; charset=utf-8", body: Pages.siteScript)
        case .run(let run): try await pages.run(run)
        case .sweep(let sweep): try await pages.sweep(sweep)
        case .step(let run, let step): try await pages.step(run, step)
        case .review, .fork, .live: try Refusals.notFound
        }
    }

    private func post(_ request: HTTPRequest, _ body: (FormFields) async throws -> Answer) async throws
        -> Answer
    {
        guard let length = request.bodySequence.count, length <= RequestHead.bodyLimit else {
            return try Answer.message("Too long", ["Nothing was recorded."], .payloadTooLarge)
        }
        return try await body(FormFields(String(decoding: try await request.bodyData, as: UTF8.self)))
    }

    private func live(_ name: RunName?, _ request: HTTPRequest, _ host: String) async throws -> HTTPResponse {
        let feed: any Feed
        if let name {
            let sweeps = runs.workshop.sweeps
            if let reader = try await runs.reader(name) {
                feed = RunFeed(reader, repository: pages.repository)
            } else if try await sweeps.has(name) {
                feed = SweepFeed(sweeps, of: name)
            } else {
                return try Refusals.notFound.response(host: host)
            }
        } else {
            feed = RunsFeed(runs, repository: pages.repository)
        }
        return try await WebSocketHTTPHandler.webSocket(LiveSocket(feed: feed, interval: interval))
            .handleRequest(request)
    }
}
