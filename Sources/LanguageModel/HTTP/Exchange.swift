import Foundation
import FoundationNetworking
import Synchronization

/// One request and its answer, on a connection of its own.
///
/// The body is counted as it comes, so that an endless one is left at the limit, and redirects come back as answers: following one could
/// take the key elsewhere.
final class Exchange: NSObject, URLSessionDataDelegate {
    private let limit: Int
    private let state = Mutex(State())

    fileprivate struct State {
        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// Taken by whoever ends the exchange, so that it ends once.
        var continuation: CheckedContinuation<HTTPAnswer, any Error>?
        var isEnded = false
    }

    /// - Parameter limit: bytes that the answer's body may have.
    init(limit: Int) { self.limit = limit }

    /// Sends the request and returns the answer, whatever its status; throws `ExchangeProblem`, and `CancellationError` at once.
    ///
    /// May be called once.
    func answer(to request: HTTPRequest) async throws -> HTTPAnswer {
        let session = URLSession(configuration: Self.configuration, delegate: self, delegateQueue: nil)
        // Whoever ends the exchange early cancels its task. Foundation's `invalidateAndCancel` goes through the session's tasks
        // beside the queue that takes the finished one away, and now and then that ended the process.
        defer { session.finishTasksAndInvalidate() }
        let task = session.dataTask(with: URLRequest(request))
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isEnded = state.withLock { state in
                    state.continuation = state.isEnded ? nil : continuation
                    return state.isEnded
                }
                if isEnded { return continuation.resume(throwing: CancellationError()) }
                task.resume()
            }
        } onCancel: {
            end(.failure(CancellationError()))
            task.cancel()
        }
    }

    private func end(_ result: Result<HTTPAnswer, any Error>) {
        let continuation = state.withLock { state in
            state.isEnded = true
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(with: result)
    }

    /// Keeps nothing between requests: no cookies, no cache, no stored credentials.
    private static var configuration: URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        // The caller's clock decides how long an answer may take; this one must only not be shorter.
        configuration.timeoutIntervalForRequest = Self.week
        configuration.timeoutIntervalForResource = Self.week
        return configuration
    }

    fileprivate static let week = 604_800.0

    // MARK: - URLSessionDataDelegate

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        state.withLock { $0.begin(response) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        let isTooLarge = state.withLock { state in
            guard state.body.count + data.count <= limit else { return true }
            state.body += data
            return false
        }
        guard isTooLarge else { return }
        end(.failure(ExchangeProblem.tooLarge(limit: limit)))
        dataTask.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        end(
            state.withLock { state in
                // A redirect that is not followed may end without having been told as a response.
                if state.status == 0, let response = task.response { state.begin(response) }
                guard let error else { return state.answer }
                guard state.status == 0 else {
                    return .failure(ExchangeProblem.cutOff(bytes: state.body.count))
                }
                return .failure(ExchangeProblem.notConnected(reason: error.localizedDescription))
            })
    }
}

extension Exchange.State {
    fileprivate mutating func begin(_ response: URLResponse) {
        guard let response = response as? HTTPURLResponse else { return }
        status = response.statusCode
        for (name, value) in response.allHeaderFields {
            headers["\(name)".lowercased()] = "\(value)"
        }
    }

    fileprivate var answer: Result<HTTPAnswer, any Error> {
        guard status > 0 else {
            return .failure(ExchangeProblem.notConnected(reason: "there was no answer"))
        }
        return .success(HTTPAnswer(status: status, headers: headers, body: body))
    }
}

extension URLRequest {
    fileprivate init(_ request: HTTPRequest) {
        self.init(
            url: request.url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: Exchange.week)
        httpMethod = request.body.isEmpty ? "GET" : "POST"
        httpBody = request.body.isEmpty ? nil : Data(request.body)
        httpShouldHandleCookies = false
        for (name, value) in request.headers { setValue(value, forHTTPHeaderField: name) }
    }
}

/// What is sent: a POST of JSON, or a GET where there is no body.
struct HTTPRequest: Sendable {
    let url: URL
    /// By name, the key's among them.
    let headers: [String: String]
    let body: [UInt8]
}

/// What came back, whole.
struct HTTPAnswer: Sendable {
    let status: Int
    /// By name, in lower case.
    let headers: [String: String]
    let body: [UInt8]
}

/// Why no whole answer came.
enum ExchangeProblem: Error, Hashable, Sendable {
    /// No connection, or none that lasted until there was an answer.
    case notConnected(reason: String)
    /// The connection ended after so many bytes of the answer's body.
    case cutOff(bytes: Int)
    /// The body was longer than this, and was left there.
    case tooLarge(limit: Int)
}
