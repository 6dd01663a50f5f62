import Mustache

/// Text as it goes into a page, between tags or into a quoted attribute.
///
/// Escapes scalar by scalar: the template library's own escape looks at whole characters, and lets a quote pass that has a
/// combining mark behind it. Controls are made visible, those above all that turn the direction of text around, so that
/// a diff shows what a compiler will read.
struct PageText: MustacheContentType {
    func escapeText(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let replacement = Self.replacement(for: scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func replacement(for scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "&": "&amp;"
        case "<": "&lt;"
        case ">": "&gt;"
        case "\"": "&quot;"
        case "'": "&#39;"
        case "\n", "\t": nil
        case "\r": ""
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": "\u{FFFD}"
        case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}":
            "[U+\(String(scalar.value, radix: 16, uppercase: true))]"
        default: nil
        }
    }
}
