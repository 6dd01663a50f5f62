import FlyingFox
import Synchronization

/// Who is let in to the site, and who is not.
///
/// A token in the address opens the site once, and is exchanged for a cookie; without the cookie nothing is served. Whatever names
/// another host (a name that an attacker's server resolves to this machine) or comes from a page of another origin is refused,
/// cookie or not.
final class Gate: Sendable {
    enum Answer: Hashable, Sendable {
        case letIn
        /// The token was right: the browser is given the cookie.
        case welcome
        case refuse(Refusal)
    }

    enum Refusal: Hashable, Sendable { case foreignHost, foreignOrigin, noSession, usedToken }

    private let token: Secret
    private let session: Secret
    private let state = Mutex(State())

    private struct State {
        var port: UInt16?
        var isTokenUsed = false
    }

    init(token: Secret, session: Secret) {
        self.token = token
        self.session = session
    }

    /// Says where the site listens; before that nobody is let in.
    func open(at port: UInt16) { state.withLock { $0.port = port } }

    var port: UInt16? { state.withLock { $0.port } }

    /// The address that opens the site, once.
    func address(port: UInt16) -> String { "http://127.0.0.1:\(port)/open?token=\(token.text)" }

    func decide(_ request: HTTPRequest) -> Answer {
        guard let port, let host = request.headers[.host],
            ["127.0.0.1:\(port)", "localhost:\(port)"].contains(host)
        else { return .refuse(.foreignHost) }
        let origin = request.headers[HTTPHeader("Origin")]
        if let origin, origin != "http://\(host)" { return .refuse(.foreignOrigin) }
        // A browser names the origin of whatever changes something, and of every web socket.
        let needsOrigin = request.method != .GET || request.headers[.upgrade] != nil
        if needsOrigin, origin == nil { return .refuse(.foreignOrigin) }
        if hasSession(request, port) { return .letIn }
        guard request.method == .GET, request.target.path() == "/open", let offered = request.query["token"],
            token.matches(offered)
        else { return .refuse(.noSession) }
        return state.withLock { state in
            defer { state.isTokenUsed = true }
            return state.isTokenUsed ? .refuse(.usedToken) : .welcome
        }
    }

    /// The cookie that stands for the session; other ports of this machine are other sites with other cookies.
    func cookie(port: UInt16) -> String {
        "\(Self.cookieName(port))=\(session.text); Path=/; HttpOnly; SameSite=Strict"
    }

    private func hasSession(_ request: HTTPRequest, _ port: UInt16) -> Bool {
        let cookies = (request.headers[.cookie] ?? "").split(separator: ";")
        return cookies.contains { cookie in
            let parts = cookie.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
            return parts.count == 2 && parts[0] == Self.cookieName(port) && session.matches(String(parts[1]))
        }
    }

    private static func cookieName(_ port: UInt16) -> String { "hone-\(port)" }
}

/// A text that nobody can guess: 192 random bits.
package struct Secret: Hashable, Sendable {
    package let text: String

    package init(using generator: inout some RandomNumberGenerator) {
        let digits = Array("0123456789abcdef".utf8)
        let letters = (0..<48).map { _ in digits[Int.random(in: 0..<16, using: &generator)] }
        text = String(decoding: letters, as: UTF8.self)
    }

    /// Tells whether a text is this one, in the same time wherever they differ.
    func matches(_ other: String) -> Bool {
        let (mine, theirs) = (Array(text.utf8), Array(other.utf8))
        guard mine.count == theirs.count else { return false }
        return zip(mine, theirs).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
