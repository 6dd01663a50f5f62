import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// A run whose proposals come from a program outside.
    struct AskAndTellTests {
        private struct Ask: Decodable {
            let run: String
            let step: Int
            let parents: [String]
            let evidence: String
            let editable: [File]

            struct File: Decodable {
                let path: String
                let content: String?
            }
        }

        private static func ask(_ user: UserRepository, _ words: String...) throws -> Ask {
            let text = try words.isEmpty ? user.succeed("ask") : user.succeed("ask", words[0])
            return try JSONDecoder().decode(Ask.self, from: Data(text.utf8))
        }

        private static func repository() throws -> UserRepository {
            try UserRepository(.sum(proposer: "kind: external"), files: ["readme.txt": "read me\n"])
        }

        @Test func `what is told is judged and becomes the next parent`() throws {
            let user = try Self.repository()
            let first = try Self.ask(user, "--new")
            #expect(first.step == 1)
            #expect(first.parents == [try user.repository.git("rev-parse", "main")])
            #expect(first.editable.map(\.path) == ["numbers.txt"])
            #expect(first.editable[0].content?.hasPrefix("apples 40\n") == true)
            try user.succeed(
                "tell",
                input:
                    #"{"changes": [{"path": "numbers.txt", "content": "apples 3\n"}], "summary": "fewer apples"}"#
            )
            let step = try #require(try user.steps().last)
            #expect(step.summary == "fewer apples")
            #expect(step.verdict == "accepted")
            #expect(step.score == 3)
            let second = try Self.ask(user)
            #expect(second.step == 2)
            #expect(second.parents == [step.candidate])
            try user.repository.requireSound()
        }

        @Test func `the scope holds for what is told`() throws {
            let user = try Self.repository()
            _ = try Self.ask(user, "--new")
            try user.succeed("tell", input: #"{"changes": [{"path": "readme.txt", "content": "mine\n"}]}"#)
            let step = try #require(try user.steps().last)
            #expect(step.outcome == "refused")
            #expect(step.candidate == nil)
        }

        @Test func `an answer that is none changes nothing`() throws {
            let user = try Self.repository()
            _ = try Self.ask(user, "--new")
            let before = try user.history()
            let result = try user.hone("tell", input: #"{"change": []}"#)
            #expect(result.status == 1)
            #expect(result.errors.hasPrefix("Error: "))
            #expect(try user.history() == before)
        }
    }
}
