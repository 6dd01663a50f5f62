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
            #expect(raw == (name == "report_page" ? ["{{{style}}}", "{{{script}}}"] : []), "\(name)")
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
}
