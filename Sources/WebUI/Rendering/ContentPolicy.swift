import FoundationEssentials
import Text

/// What a browser may do with a page, whatever got into it.
enum ContentPolicy {
    /// For a report: the one style sheet and the one script that are in it, by their digests, and nothing else.
    ///
    /// - Parameter script: `nil` for a report without one.
    static func report(style: String, script: String?) -> String {
        "default-src 'none'; style-src 'sha256-\(digest(style))'; "
            + (script.map { "script-src 'sha256-\(digest($0))'; " } ?? "")
            + "base-uri 'none'; form-action 'none'"
    }

    /// For the site: its own style sheet and script, forms and web socket of its own, nothing from elsewhere.
    static func site(host: String) -> String {
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self' ws://\(host); img-src data:; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    }

    private static func digest(_ text: String) -> String {
        Data(Digest(text.utf8).value).base64EncodedString()
    }
}
