import Testing

@testable import Proposers

/// What of a reply is its answer, for models whose thoughts come along.
struct AnswerTests {
    private static func block(_ old: String, _ new: String) -> String {
        "src/sort.c\n<<<<<<< SEARCH\n\(old)\n=======\n\(new)\n>>>>>>> REPLACE\n"
    }

    private static let draft =
        "Perhaps:\n\n" + block("int size = 64;", "int size = 99;") + "No, that is too much.\n"
    private static let answer = "Grow it a little.\n\n" + block("int size = 64;", "int size = 65;")

    private static func replaced(_ reply: String) throws -> [String: String?]? {
        guard case .text(let text) = Answer(in: reply) else { return nil }
        return try EditFixture().files(text, BlocksReader())
    }

    private static let wanted = ["src/sort.c": EditFixture.sort.replacingFirst("64", with: "65")]

    private static let signs: [(open: String, close: String)] = [
        ("<think>", "</think>"), ("<THINK>", "</THINK>"), ("<thinking>", "</thinking>"),
        ("<thought>", "</thought>"),
        ("<reasoning>", "</reasoning>"), ("<seed:think>", "</seed:think>"), ("[THINK]", "[/THINK]"),
        ("◁think▷", "◁/think▷"), ("<|START_THINKING|>", "<|END_THINKING|>"),
        ("<|begin_of_thought|>", "<|end_of_thought|>\n<|begin_of_solution|>"),
        ("<unused94>thought", "<unused95>"),
        ("<|channel>thought", "<channel|>"),
        ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
        (
            "<|start|>assistant<|channel|>analysis<|message|>",
            "<|end|><|start|>assistant<|channel|>final <|message|>"
        ),
    ]

    @Test(arguments: signs)
    func `a draft in the thoughts is no edit`(open: String, close: String) throws {
        for thoughts in ["\(open)\n\(Self.draft)\(close)\n\n", "\(open) so. \(close)", "\(open)\(close)\n"] {
            #expect(try Self.replaced(thoughts + Self.answer) == Self.wanted)
        }
    }

    @Test(arguments: signs)
    func `thoughts whose first sign stood in the prompt end where the other one is`(
        open: String, close: String
    ) throws {
        #expect(try Self.replaced("\(Self.draft)\(close)\n\(Self.answer)") == Self.wanted)
    }

    @Test(arguments: signs)
    func `a reply that ends within the thoughts has no answer`(open: String, close: String) {
        #expect(Answer(in: "\(open)\n\(Self.draft)") == .notBegun)
        #expect(Answer(in: "\(Self.draft)\(close)\n\(open)\nOnce more.\n\(Self.draft)") == .notBegun)
    }

    @Test func `thoughts that stop in the middle of a draft end all the same`() throws {
        let half = "src/sort.c\n<<<<<<< SEARCH\nint size = 64;\n=======\nint"
        #expect(try Self.replaced("<think>\n\(half)\n</think>\n\(Self.answer)") == Self.wanted)
        #expect(try Self.replaced("<think>\n```c\nint size\n</think>\n\(Self.answer)") == Self.wanted)
    }

    @Test func `signs that an edit writes, or that are spoken of, end no thoughts`() throws {
        let fixture = EditFixture(["src/p.md": "Think.\n"])
        let edit =
            "I add `<think>` and `</think>`.\n\nsrc/p.md\n<<<<<<< SEARCH\nThink.\n=======\n<think>\nThink.\n</think>\n>>>>>>> REPLACE\n"
        #expect(Answer(in: edit) == .text(edit))
        #expect(try fixture.files(edit, BlocksReader()) == ["src/p.md": "<think>\nThink.\n</think>\n"])
        let whole = "src/p.md\n```\n<think>\nAloud.\n</think>\n```\n"
        #expect(Answer(in: "<think>\n\(Self.draft)</think>\n" + whole) == .text("\n" + whole))
        let json =
            #"{"summary": "s", "edits": [{"path": "src/p.md", "old": "Think.", "new": "a </think> b"}]}"#
        #expect(Answer(in: json) == .text(json))
        #expect(Answer(in: "<think>{\"edits\": [</think>" + json) == .text(json))
    }

    @Test func `the words that some models put around their thoughts are thoughts too`() throws {
        let thoughts = "Here is my thought process:\n\(Self.draft)\nHere is my response:\n"
        #expect(try Self.replaced(thoughts + Self.answer) == Self.wanted)
        #expect(
            try Self.replaced("Here is my thought process: small steps.\n\n" + Self.answer) == Self.wanted)
    }

    @Test(arguments: ["<|return|>", "<|im_end|>", "\n<|end|>\n", "</answer>"])
    func `what ends a message is no part of it`(end: String) throws {
        #expect(try Self.replaced(Self.answer + end) == Self.wanted)
        #expect(Answer(in: "<answer>a\(end)") == .text("a"))
    }

    @Test(arguments: ["", " ", "<", "</think>", "a\n", "é◁"])
    func `any text has an answer or none`(text: String) {
        _ = Answer(in: text)
    }
}
