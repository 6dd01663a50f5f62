import StudyModel
import TestSupport
import Testing

@testable import Operations

/// What answers a form takes, and what it makes of them.
struct StudyFormTests {
    @Test(arguments: [
        ("seconds", Direction.minimize), ("accuracy", .maximize), ("requests_per_second", .maximize),
        ("error_rate", .minimize), ("right", .maximize), ("peak_memory", .minimize),
    ])
    func `a metric's name says which way is better`(name: String, direction: Direction) {
        #expect(MetricName.direction(of: name) == direction)
    }

    @Test func `a name that says nothing gives no direction`() {
        #expect(MetricName.direction(of: "widgets") == nil)
    }

    @Test func `wrong answers are no answers`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(["a.py": "", "new.py": ""], untracked: ["new.py"], in: folder)
        var form = try StudyForm(
            StudyAnswers(), name: "a", checkout: checkout, proposers: nil, proposals: .taken)
        let wrong: [(StudyQuestion, String)] = [
            (.command, ""), (.command, "python nosuch.py"), (.direction, "sideways"), (.editable, "b.py"),
            (.editable, "new.py"), (.proposer, "nobody"),
        ]
        for (question, text) in wrong {
            #expect(throws: ErrorReport.self, "\(question): \(text)") { try form.answer(question, text) }
        }
        #expect(form.open == StudyQuestion.allCases)
        try form.answer(.direction, "more")
        #expect(form.draft.direction == .maximize && form.open.count == 4)
    }

    @Test func `a proposed pattern is taken whole, with what parts those that are typed`() throws {
        let folder = try TemporaryDirectory()
        let checkout = try SurveyedCheckout.of(
            ["Makefile": "bench:\n\t./x\n", "my code, old/a.c": "", "b.c": ""], in: folder)
        var form = try StudyForm(
            StudyAnswers(), name: "a", checkout: checkout, proposers: nil, proposals: .taken)
        try form.answer(.editable, try #require(form.proposal(for: .editable)))
        #expect(form.draft.editable == ["/b.c", #"my\ code,\ old/**"#])
        try form.answer(.editable, "b.c,Makefile")
        #expect(form.draft.editable == ["b.c", "Makefile"])
    }
}
