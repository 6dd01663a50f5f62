import Foundation

/// Where a dialect's requests go, from the base URL that the settings give.
struct Endpoint: Hashable, Sendable {
    let url: URL

    /// - Parameters:
    ///   - base: with or without a version such as `/v1`, or the whole address.
    ///   - path: the call's path below the version, such as `chat/completions`.
    init(base: String, path: String) throws(ModelFailure.UnusableURL) {
        guard var parts = URLComponents(string: base), let host = parts.host, !host.isEmpty,
            ["http", "https"].contains(parts.scheme?.lowercased())
        else { throw .notHTTP }
        guard parts.user == nil, parts.password == nil else { throw .hasCredentials }
        var places = parts.path.split(separator: "/").map(String.init)
        let call = path.split(separator: "/").map(String.init)
        if !places.reversed().starts(with: call.reversed()) {
            if !places.contains(where: Self.isVersion) { places.append("v1") }
            places += call
        }
        parts.path = "/" + places.joined(separator: "/")
        guard let url = parts.url else { throw .notHTTP }
        self.url = url
    }

    /// The host, with the port where one is named, as people read it.
    var host: String { (url.host() ?? "") + (url.port.map { ":\($0)" } ?? "") }

    /// Tells whether a part of a path is `v1`, `v4`, `v1beta`, ….
    private static func isVersion(_ part: String) -> Bool {
        part.first == "v" && part.dropFirst().first?.isNumber == true
    }
}
