import Git
import StudyModel
import TestSupport
import Testing
import Text

@testable import StudyStore

/// What `run.json` says of a run, and how it is read.
struct RunLineTests {
    @Test func `a run comes back as it was written`() async throws {
        let fixture = try StoreFixture()
        var setup = fixture.setup
        setup.host = HostFacts(id: "h-1", os: nil, cpu: "EPYC", cores: 2)
        setup.sweep = SweepCell(
            id: "batch-1", root: fixture.base, cell: 2, seed: .max,
            levels: ["batch.size": .number(3), "search.select": .string("last")])
        setup.evaluator = EvaluatorIdentity(
            id: "sha256:5d", parts: ["files": "sha256:1", "inputs": "sha256:2"])
        let written = try await fixture.study.createRun(setup).record
        #expect(try await fixture.reopen(for: .reading).record == written)
        #expect(written.settings == fixture.recorded)
        #expect(written.host == setup.host)
        #expect(written.sweep == setup.sweep)
        #expect(written.algorithms == RunRecord.currentAlgorithms)
    }

    @Test func `a line has the format's names, and nothing where nothing is known`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.study.createRun(fixture.setup)
        let text = try line(of: journal, in: fixture)
        let line = try #require(JSONReader.read(text)?.fields)
        #expect(
            line.keys.sorted() == [
                "algorithms", "at", "base", "evaluator", "needs", "programs", "run", "settings", "study",
                "version", "writer",
            ])
        #expect(line["at"] == .string("2023-11-14T22:21:40Z"))
        #expect(line["study"] == .string("sort"))
        #expect(line["base"]?["commit"] == .string(fixture.base.text))
        #expect(
            line["settings"]?["seed"]
                == .object(["value": .string("18446744073709551615"), "from": .string("option")]))
        #expect(!text.contains("null"))
    }

    @Test func `a run that needs a newer program is read, and left alone`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try rewrite(journal, in: fixture) { $0.replacing("\"needs\":1", with: "\"needs\":3") }
        #expect(try await fixture.reopen(for: .reading).record.needs == 3)
        await #expect(throws: StoreError.needsNewer(journal.record.run, needs: 3, newest: 2)) {
            try await fixture.reopen(for: .appending)
        }
    }

    @Test func `a run with an unknown word in a setting is read, and left alone`() async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.startRun()
        try rewrite(journal, in: fixture) { $0.replacing("\"living\"", with: "\"evergreen\"") }
        let read = try await fixture.reopen(for: .reading).record
        #expect(read.settings.byKey["branches"]?.value == .string("evergreen"))
        let unknown = SettingsReading.Unknown(key: "branches", value: "evergreen")
        await #expect(throws: StoreError.unknownSetting(journal.record.run, unknown)) {
            try await fixture.reopen(for: .appending)
        }
    }

    @Test(arguments: [
        (#"{"version":1,"run":"sort-1","study":{"name":"sort"},"baseTree":"0d"}"#, true),
        (#"{"version":1,"run":"sort-1","study":"sort"}"#, false), ("{", false), ("", false),
    ])
    func `a record of before the first release is told from a damaged one`(
        text: String, isUnreleased: Bool
    ) async throws {
        let fixture = try StoreFixture()
        let journal = try await fixture.study.createRun(fixture.setup)
        try rewrite(journal, in: fixture) { _ in text }
        do {
            _ = try await fixture.reopen(for: .reading)
            Issue.record("it was read")
        } catch let error as StoreError {
            if case .unreleasedFormat = error {
                #expect(isUnreleased)
            } else if case .damagedJournal = error {
                #expect(!isUnreleased)
            } else {
                Issue.record(error)
            }
        }
    }

    private func line(of journal: RunJournal, in fixture: StoreFixture) throws -> String {
        try fixture.repository.git("show", "\(journal.root):run.json")
    }

    /// Gives the run another root, with another `run.json`, and no event.
    private func rewrite(
        _ journal: RunJournal, in fixture: StoreFixture, by change: (String) -> String
    ) throws {
        let git = fixture.repository
        try git.write(change(try line(of: journal, in: fixture)) + "\n", to: "run.json")
        let blob = try git.git("hash-object", "-w", "run.json")
        let tree = try TestProcess.run(
            ["git", "mktree"], in: git.path, environment: git.environment,
            input: "100644 blob \(blob)\trun.json\n"
        ).output.filter { !$0.isNewline }
        let root = try git.git("commit-tree", "-m", "sort-1 starts", tree)
        try git.git("update-ref", "refs/hone/journal/sort-1/\(journal.writer)", root)
    }
}
