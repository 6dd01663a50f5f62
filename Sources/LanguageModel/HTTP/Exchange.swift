import Ccurl
import Dispatch
import Foundation
import Synchronization

/// One request and its answer, on a connection of its own.
///
/// The thread that waits for the answer sleeps in the kernel. The body is counted as it comes, so that an endless one is left at the limit, and redirects come back as
/// answers: following one could take the key elsewhere. Proxies are those of the environment, as curl has them, but for this machine's own addresses.
struct Exchange: Sendable {
    /// Bytes that the answer's body may have.
    let limit: Int
    let trust: CertificateTrust

    /// Whether libcurl is there: it is loaded when a model is first asked.
    private static let isLoaded = ccurl_load()

    /// Sends the request and returns the answer, whatever its status; throws `ExchangeProblem`, and `CancellationError` at once.
    func answer(to request: HTTPRequest) async throws -> HTTPAnswer {
        let transfer = Transfer()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                // A thread that may block: the tasks' own are few.
                DispatchQueue(label: "model").async {
                    continuation.resume(
                        with: Result {
                            guard Self.isLoaded else { throw ExchangeProblem.noLibrary }
                            return try transfer.run(request, limit: limit, trust: trust)
                        })
                }
            }
        } onCancel: {
            transfer.cancel()
        }
    }
}

/// Whose certificates are trusted, where it is not those that the system has.
package struct CertificateTrust: Hashable, Sendable {
    private let file: String?
    private let folder: String?

    /// - Parameter environment: names a file or a folder of certificates in the variables that curl and OpenSSL read.
    package init(environment: [String: String] = [:]) {
        func first(_ names: [String]) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        file = first(["CURL_CA_BUNDLE", "SSL_CERT_FILE"])
        folder = first(["SSL_CERT_DIR"])
    }

    fileprivate func apply(to easy: OpaquePointer) {
        if let file { ccurl_set_trusted_file(easy, file) }
        if let folder { ccurl_set_trusted_folder(easy, folder) }
    }
}

/// What libcurl does for one exchange, on one thread; another may cancel it.
private final class Transfer: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isCancelled = false
        /// The address of what drives it, while that may be woken.
        var driver: UInt?
    }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            if let driver = state.driver.flatMap({ OpaquePointer(bitPattern: $0) }) { ccurl_wake(driver) }
        }
    }

    private var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func run(_ request: HTTPRequest, limit: Int, trust: CertificateTrust) throws -> HTTPAnswer {
        guard let multi = ccurl_multi_make() else { throw ExchangeProblem.noLibrary }
        defer { ccurl_multi_free(multi) }
        guard let easy = ccurl_easy_make() else { throw ExchangeProblem.noLibrary }
        defer { ccurl_easy_free(easy) }
        state.withLock { $0.driver = UInt(bitPattern: multi) }
        defer { state.withLock { $0.driver = nil } }
        let header = request.headerLines.reduce(nil) { ccurl_lines_add($0, $1) }
        defer { ccurl_lines_free(header) }
        ccurl_set_url(easy, request.url.absoluteString)
        ccurl_set_header(easy, header)
        if request.isLocal { ccurl_set_no_proxy(easy) }
        trust.apply(to: easy)
        let received = Received(limit: limit)
        return try request.body.withUnsafeBytes { body in
            if !body.isEmpty { ccurl_set_body(easy, body.baseAddress, body.count) }
            return try withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
                words.initialize(repeating: 0)
                ccurl_set_error(easy, words.baseAddress)
                let result = try withExtendedLifetime(received) {
                    ccurl_set_sinks(
                        easy, Received.takeHeader, Received.takeBody,
                        Unmanaged.passUnretained(received).toOpaque())
                    return try drive(easy, by: multi)
                }
                let said = words.baseAddress.map { String(cString: $0) } ?? ""
                let reason = said.isEmpty ? ccurl_words(result).map { String(cString: $0) } ?? "" : said
                return try received.answer(status: Int(ccurl_status(easy)), result: result, reason: reason)
            }
        }
    }

    /// Waits for the end of a transfer and returns how it ended.
    private func drive(_ easy: OpaquePointer, by multi: OpaquePointer) throws -> Int32 {
        guard ccurl_add(multi, easy) else {
            throw ExchangeProblem.notConnected(reason: "libcurl has no room for it")
        }
        defer { ccurl_remove(multi, easy) }
        while true {
            guard !isCancelled else { throw CancellationError() }
            guard ccurl_perform(multi) else { return ccurl_result(multi) }
            ccurl_wait(multi, 60_000)
        }
    }
}

/// What has come of an answer.
private final class Received {
    private let limit: Int
    private var headers: [String: String] = [:]
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(limit: Int) { self.limit = limit }

    static let takeHeader: ccurl_sink = { bytes, size, count, context in
        Received.of(context)?.add(header: Received.bytes(bytes, size * count))
        return size * count
    }

    static let takeBody: ccurl_sink = { bytes, size, count, context in
        Received.of(context)?.add(Received.bytes(bytes, size * count)) == true ? size * count : 0
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Received? {
        context.map { Unmanaged<Received>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func bytes(_ start: UnsafeMutablePointer<CChar>?, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    private func add(header bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self)
        // A proxy's answer and an interim one come before the answer itself.
        if line.hasPrefix("HTTP/") { headers = [:] }
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        headers[line[..<colon].lowercased()] = String(value.prefix { !$0.isNewline })
    }

    private func add(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isTooLarge = isTooLarge || body.count + bytes.count > limit
        if !isTooLarge { body += bytes }
        return !isTooLarge
    }

    func answer(status: Int, result: Int32, reason: String) throws(ExchangeProblem) -> HTTPAnswer {
        if isTooLarge { throw .tooLarge(limit: limit) }
        switch result {
        case 0: return HTTPAnswer(status: status, headers: headers, body: body)
        // What libcurl says of certificates that it does not trust, or cannot read.
        case 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91: throw .notTrusted(reason: reason)
        default: throw status > 0 ? .cutOff(bytes: body.count) : .notConnected(reason: reason)
        }
    }
}

/// What is sent: a POST of JSON, or a GET where there is no body.
struct HTTPRequest: Sendable {
    let url: URL
    /// By name, the key's among them.
    let headers: [String: String]
    let body: [UInt8]

    /// As they are sent. An empty `Expect` keeps libcurl from waiting for leave to send a long body.
    fileprivate var headerLines: [String] { headers.map { "\($0): \($1)" } + ["Expect:"] }

    /// Whether it goes to this machine: no proxy could reach that.
    fileprivate var isLocal: Bool {
        let host = url.host()?.lowercased() ?? ""
        return host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.")
            || ["::1", "[::1]", "0.0.0.0"].contains(host)
    }
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
    /// There is no libcurl on this machine.
    case noLibrary
    /// No connection, or none that lasted until there was an answer.
    case notConnected(reason: String)
    /// The other side's certificate is not trusted.
    case notTrusted(reason: String)
    /// The connection ended after so many bytes of the answer's body.
    case cutOff(bytes: Int)
    /// The body was longer than this, and was left there.
    case tooLarge(limit: Int)
}
