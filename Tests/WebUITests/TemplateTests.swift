import Foundation
import StudyModel
import Templates
import Testing

@testable import WebUI

/// What holds of all templates, read as text.
struct TemplateTests {
    private var templates: [(String, String)] {
        Templates.pages.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }.sorted { $0.0 < $1.0 }
    }

    @Test func `only the report's own style and script go in unescaped`() {
        for (name, text) in templates {
            let raw = text.matches(of: /\{\{\{.*?\}\}\}|\{\{&.*?\}\}/).map { String($0.0) }
            let expected = ["report_head": ["{{{style}}}"], "report_page": ["{{{script}}}"]]
            #expect(raw == expected[name] ?? [], "\(name)")
        }
    }

    @Test func `no page has inline style or script, nor names another host`() {
        for (name, text) in templates {
            #expect(!text.contains(/\sstyle=|\son[a-z]+=|javascript:|https?:\/\//), "\(name)")
        }
        #expect(!Pages.style.contains("url(") && !Pages.style.contains("@import"))
        #expect(!Pages.style.contains("</") && !Pages.reportScript.contains("</"))
        #expect(!Pages.reportScript.contains("innerHTML"))
    }

    @Test func `every attribute that holds a value is quoted`() {
        for (name, text) in templates { #expect(!text.contains(/\s[a-z:\-]+=\{\{/), "\(name)") }
    }

    /// The library shows nothing where a name is not known, so each has to be a property of what pages are filled in with.
    @Test func `every name in a page is a property of a model`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/WebUI")
        let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        let code = try files.filter { $0.hasSuffix(".swift") }.map {
            try String(contentsOf: sources.appending(path: $0), encoding: .utf8)
        }.joined()
        let properties = Set(code.matches(of: /(?:let|var) ([a-zA-Z]+)/).map { String($0.1) })
        #expect(properties.count > 50)
        for (name, text) in templates {
            for match in text.matches(of: /\{\{[{#^&]?([a-zA-Z]+(?:\.[a-zA-Z]+)*)\}?\}\}/) {
                for part in match.1.split(separator: ".") {
                    #expect(properties.contains(String(part)), "\(name): \(match.0)")
                }
            }
        }
    }
}
