import Testing
import Text

@testable import StudyModel

/// A sweep as its journal has it: lines that were written once are read for ever, and written the same.
struct SweepLinesTests {
    private static let record = """
        {"version":1,"sweep":"batch","study":"sort","writer":"000b85c1","at":"2023-11-14T22:13:20Z",\
        "vary":[{"factor":"batch.size","levels":[{"level":"1","settings":{"batch.size":1}},\
        {"level":"3","settings":{"batch.size":3}}]},\
        {"factor":"start","levels":[{"level":"one","settings":{"artifact.base":"one","artifact.editable":["f.py"]}}]}],\
        "set":{"evidence.memory":5},"skip":[{"levels":{"batch.size":"3"}}],"seeds":["1","18446744073709551615"],\
        "budget":{"unit":"updates","each":15},"limit":{"seconds":10800,"cost":5},"compare":{"with":"all","confidence":0.9},"test":"chosen",\
        "bases":["\(String(repeating: "ab", count: 20))"]}

        """
    private static let failed = """
        {"version":1,"event":"failed","cell":2,"seed":"7","reason":"no base","at":"2023-11-14T22:13:20Z"}

        """

    /// Of sweeps that drop cells and run the best again, which the first ones did not.
    private static let raced = record.replacing(
        "\"compare\":", with: "\"race\":{\"from\":4,\"again\":0.2},\"compare\":")
    private static let dropped = """
        {"version":1,"event":"dropped","cell":2,"seeds":4,"leader":0,"n":4,"estimate":-0.25,"p":0.001,"level":0.0042,"at":"2023-11-14T22:13:20Z"}

        """
    private static let added = """
        {"version":1,"event":"added seeds","cells":[0,3],"means":[0.5,0.25],"seeds":["8","9"],"at":"2023-11-14T22:13:20Z"}

        """

    @Test func `baselines and how many run at once are read, and written as they were`() throws {
        let line = Self.record.replacing(
            "\"test\":\"chosen\",",
            with:
                "\"test\":\"chosen\",\"baselines\":[\"base\",\"constant\",\"best-of\"],\"constant\":{\"answer\":\"no\",\"shares\":{\"validation\":0.75}},\"parallel\":{\"cells\":2},"
        )
        let record = try SweepRecord(Fields(Array(line.utf8)))
        #expect(record.plan.baselines == [.base, .constant, .bestOf] && record.plan.width == 2)
        #expect(record.plan.constant == ConstantAnswer("no", shares: ["validation": 0.75]))
        #expect(String(decoding: record.line, as: UTF8.self) == line)
        let many = line.replacing("\"cells\":2", with: "\"cells\":-5")
        #expect(try SweepRecord(Fields(Array(many.utf8))).plan.width == 1)
    }

    @Test func `a race and what it decided are read, and written as they were`() throws {
        let record = try SweepRecord(Fields(Array(Self.raced.utf8)))
        #expect(record.plan.race == .init(from: 4, again: 0.2))
        #expect(String(decoding: record.line, as: UTF8.self) == Self.raced)
        let drop = SweepDrop(cell: 2, seeds: 4, leader: 0, n: 4, estimate: -0.25, p: 0.001, level: 0.0042)
        let addition = SweepAddition(cells: [0, 3], means: [0.5, 0.25], seeds: [8, 9])
        for (line, kind) in [(Self.dropped, SweepEvent.Kind.dropped(drop)), (Self.added, .added(addition))] {
            let event = try SweepEvent(Fields(Array(line.utf8)))
            #expect(event.kind == kind)
            #expect(String(decoding: event.line, as: UTF8.self) == line)
        }
    }

    @Test func `a record is read, and written as it was`() throws {
        let record = try SweepRecord(Fields(Array(Self.record.utf8)))
        #expect(String(decoding: record.line, as: UTF8.self) == Self.record)
        #expect(record.startedAt == 1_700_000_000)
        #expect(record.plan.seeds == [1, .max] && record.plan.rivals == .all && record.plan.race == nil)
        #expect(record.plan.cells.map { $0.levels.map(\.label) } == [["1", "one"]])
        #expect(
            record.plan.settings(of: record.plan.cells[0], seed: 1)["artifact.base"]
                == .string(String(repeating: "ab", count: 20)))
    }

    @Test func `the bases of the first sweeps are read by the names that their cells have for them`() throws {
        let (one, own) = (String(repeating: "ab", count: 20), String(repeating: "cd", count: 20))
        let named = Self.record.replacing(
            "\"bases\":[\"\(one)\"]", with: "\"bases\":{\"one\":\"\(one)\",\"HEAD\":\"\(own)\"}")
        let plan = try SweepRecord(Fields(Array(named.utf8))).plan
        #expect(plan.bases.map(\.text) == [one])
        // Where cells name none, all have the study's.
        let unnamed = Self.record.replacing("\"artifact.base\":\"one\",", with: "")
            .replacing("\"bases\":[\"\(one)\"]", with: "\"bases\":{\"HEAD\":\"\(own)\"}")
        #expect(try SweepRecord(Fields(Array(unnamed.utf8))).plan.bases.map(\.text) == [own])
    }

    @Test func `events are read, those of a newer program too`() throws {
        let event = try SweepEvent(Fields(Array(Self.failed.utf8)))
        #expect(event.kind == .failed(cell: 2, seed: 7, reason: "no base"))
        #expect(String(decoding: event.line, as: UTF8.self) == Self.failed)
        let limited = #"{"version":1,"event":"limited","seeds":3,"at":"2023-11-14T22:13:20Z"}"#
        #expect(try SweepEvent(Fields(Array(limited.utf8))).kind == .limited(seeds: 3))
        let newer = #"{"version":1,"event":"promoted","at":"2023-11-14T22:13:20Z"}"#
        #expect(try SweepEvent(Fields(Array(newer.utf8))).kind == .unknown("promoted"))
    }

    @Test func `what lacks something that it must have is no record`() {
        for key in ["sweep", "study", "writer", "budget", "compare", "test"] {
            let damaged = Self.record.replacing("\"\(key)\":", with: "\"x\(key)\":")
            #expect(throws: FormatError.self) { try SweepRecord(Fields(Array(damaged.utf8))) }
        }
    }
}
