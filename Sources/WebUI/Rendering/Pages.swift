import Mustache
import Templates
import Text

/// The pages that the binary carries, ready to be filled in.
enum Pages {
    /// Returns a page, or a part of one, with a model's values in it; every value is escaped.
    static func render(_ name: String, _ model: Any) throws -> String {
        guard let text = try library.get().render(model, withTemplate: name) else {
            throw WebUIError.brokenPage(name: name)
        }
        return ShownText(text).text
    }

    static var style: String { String(decoding: Templates.pageStyle, as: UTF8.self) }
    static var reportScript: String { String(decoding: Templates.reportScript, as: UTF8.self) }
    static var siteScript: String { String(decoding: Templates.siteScript, as: UTF8.self) }

    private static let library = Result { try makeLibrary() }

    private static func makeLibrary() throws -> MustacheLibrary {
        MustacheContentTypes.register(PageText(), named: "PAGE")
        var library = MustacheLibrary()
        for (name, bytes) in Templates.pages {
            // A part that is put into a page starts with the library's own escape again, so each names ours.
            let text = "{{% CONTENT_TYPE:PAGE}}" + String(decoding: bytes, as: UTF8.self)
            do {
                try library.register(text, named: name)
            } catch {
                throw WebUIError.brokenPage(name: name)
            }
        }
        return library
    }
}
