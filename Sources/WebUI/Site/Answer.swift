import FlyingFox
import Foundation

/// What the site answers, with the headers that every answer has.
struct Answer {
    var status = HTTPStatusCode.ok
    var type = "text/html; charset=utf-8"
    var body = ""
    var location: String?
    var cookie: String?

    static func page(_ html: String, _ status: HTTPStatusCode = .ok) -> Answer {
        Answer(status: status, body: html)
    }

    static func seeOther(_ path: String) -> Answer { Answer(status: .seeOther, location: path) }

    /// A page with a few sentences.
    static func message(
        _ title: String, _ paragraphs: [String], _ status: HTTPStatusCode, back: String? = nil,
        backWords: String = "Back", refresh: String? = nil
    ) throws -> Answer {
        let page = MessagePage(
            title: title, paragraphs: paragraphs, back: back, backWords: backWords, refresh: refresh)
        return .page(try Pages.render("message_page", page), status)
    }

    /// - Parameter host: where the site is, as the browser has it.
    func response(host: String) -> HTTPResponse {
        // Under `no-referrer` a browser names no origin with our own forms, and the gate would refuse them.
        var headers: HTTPHeaders = [.contentType: type]
        for (name, value) in [
            ("Content-Security-Policy", ContentPolicy.site(host: host)),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"), ("Cache-Control", "no-store"), ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ] {
            headers.setValues([value], for: HTTPHeader(name))
        }
        if let location { headers.setValues([location], for: .location) }
        if let cookie { headers.setValues([cookie], for: .setCookie) }
        return HTTPResponse(statusCode: status, headers: headers, body: Data(body.utf8))
    }
}

/// A few sentences: what the template `message_page` shows.
struct MessagePage: Hashable, Sendable {
    let title: String
    let paragraphs: [String]
    let back: String?
    let backWords: String
    /// Where the page leads by itself.
    let refresh: String?
}
