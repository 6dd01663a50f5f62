import Listings
import StudyModel
import Testing

/// What a run says that it is about, as another process reads it.
struct PhaseTests {
    private static let step = StepID(number: 3, writer: WriterID(text: "9f3c01aa")!)
    private static let commit = CommitID(text: String(repeating: "c", count: 40))!

    static let phases: [Phase] = [
        .proposing(step: step, parent: commit, who: "chat"),
        .evaluating(step: step, summary: "hoist the \"bound\"\u{1B}[2K"),
        .evaluating(step: step, summary: ""),
        .waiting(step: step, for: .proposer, until: 1_700_000_000),
        .waiting(step: step, for: .evaluator, until: 1), .choosing(heads: 3),
        .confirming(winner: commit, pairs: 20),
    ]

    @Test(arguments: phases)
    func `each phase is read as it was written, and tells an observer the same`(phase: Phase) {
        let current = CurrentPhase(phase, since: 1_700_000_001)
        let line = StreamLine.phase(current, of: RunName(text: "sum-1")!)
        #expect(!line.text.contains("\u{1B}"))
        #expect(CurrentPhase(Array(line.text.utf8)) == current)
        #expect(Phase(phase.progress, who: "chat") == phase)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"phase":"propose"}"#, #"{"at":"2026-11-30T16:11:58Z","phase":"dance"}"#,
        #"{"at":"2026-11-30T16:11:58Z","phase":"choose","heads":"many"}"#,
    ])
    func `what is torn, or a newer program's, says nothing`(text: String) {
        #expect(CurrentPhase(Array(text.utf8)) == nil)
    }
}
