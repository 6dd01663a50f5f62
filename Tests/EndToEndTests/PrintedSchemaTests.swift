import Foundation
import Testing

extension EndToEnd {
    /// The page `hone-json(7)` by itself; `SpellingTests` holds what commands print against it.
    struct PrintedSchemaTests {
        let schema: PrintedSchema

        init() throws { schema = try PrintedSchema() }

        @Test func `each type that a field has is described`() {
            #expect(schema.objects.count > 60)
            #expect(schema.types.subtracting(schema.objects.keys) == [])
        }

        @Test func `each example is one of what it stands below, with a version`() throws {
            #expect(schema.examples.count > 20)
            for (name, text) in schema.examples {
                let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
                var fields = try #require(value as? [String: Any], "\(name)")
                let version = name.hasPrefix("line ") ? fields["v"] : fields.removeValue(forKey: "version")
                #expect(version as? Int == 1, "\(name)")
                #expect(schema.faults(in: fields, of: name, at: name) == [])
            }
        }

        @Test func `each document has an example`() {
            let documents = schema.objects.keys.filter {
                ["hone ", "hone/", "line "].contains(where: $0.hasPrefix)
            }
            #expect(Set(documents).subtracting(schema.examples.map(\.name)) == [])
        }

        @Test func `what is not as the page says is found`() throws {
            let step: [String: Any] = ["step": 12, "writer": "000b85c1"]
            #expect(schema.faults(in: step, of: "step-id", at: "") == [])
            for (field, value) in [("step", "12" as Any), ("writer", true), ("other", 1)] {
                let wrong = step.merging([field: value]) { $1 }
                #expect(schema.faults(in: wrong, of: "step-id", at: "").count == 1)
            }
        }

        /// What a listing writes stands in the page, whether or not a test comes to print it.
        @Test func `each field that listings write is described`() throws {
            let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appending(path: "Sources")
            var written: Set<String> = []
            for folder in ["Listings", "Listings/Stream", "Operations/Checking", "Operations/Hooks"] {
                let path = sources.path + "/" + folder
                for file in try FileManager.default.contentsOfDirectory(atPath: path)
                where file.hasSuffix(".swift") {
                    let text = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
                    for match in text.matches(of: /(?:put|objects?|list)\("([a-z_]+)"/) {
                        written.insert(String(match.1))
                    }
                }
            }
            #expect(written.count > 100)
            #expect(written.subtracting(schema.fields) == ["version"])
        }
    }
}
