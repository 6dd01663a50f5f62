import Foundation
import Git
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// What a remote has below the names of journals and notes, and is none: nothing here follows it, and it keeps nothing else out.
struct HostileRemoteTests {
    private let fixture: StoreFixture
    private let journal: RunJournal
    private var disk: TemporaryRepository { fixture.repository }
    private var shared: SharedRuns { SharedRuns(fixture.study, with: RemoteRefs(remote: "evil")) }

    init() async throws {
        fixture = try StoreFixture()
        journal = try await fixture.startRun()
        for number in 1...2 { try await fixture.step(number, in: journal) }
    }

    /// An event of a kind that may be passed over.
    private static func unknown(by writer: String, clock: String = "9", saw: [String: String] = [:]) -> String
    {
        let seen = saw.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
        return #"{"version":1,"kind":"blessed","optional":true,"writer":"\#(writer)","clock":\#(clock),"#
            + #""saw":{\#(seen)}}"#
    }

    // MARK: - Journals

    /// A way to make what a ref of the remote's names, from the journal that is good.
    struct Forgery: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What the reason that is said has in it.
        let reason: String
        let make: @Sendable (Objects, _ journal: String) throws -> String

        init(_ name: String, _ reason: String, make: @escaping @Sendable (Objects, String) throws -> String) {
            testDescription = name
            self.reason = reason
            self.make = make
        }
    }

    static let forgeries: [Forgery] = [
        Forgery("a blob", "it is a blob") { objects, _ in try objects.blob("x") },
        Forgery("a tree", "it is a tree") { objects, _ in try objects.tree([]) },
        Forgery("a tag", "it is a tag") { objects, good in
            try objects.git("tag", "-a", "-m", "x", "forged", good)
            return try objects.git("rev-parse", "forged")
        },
        Forgery("a commit of nothing", "its root is neither") { objects, _ in
            try objects.commit(objects.tree([]), "x")
        },
        Forgery("somebody's history", "it names no root") { objects, _ in
            try objects.commit(objects.tree([]), "x", onto: objects.commit(objects.tree([]), "y"))
        },
        Forgery("a root that is not there", "it is not there") { objects, good in
            try objects.commit(
                objects.tree(of: good), "x\n\nHone-Root: \(String(repeating: "1", count: 40))", onto: good)
        },
        Forgery("a root that is a blob", "it is a blob") { objects, good in
            try objects.commit(objects.tree(of: good), "x\n\nHone-Root: \(objects.blob("x"))", onto: good)
        },
        Forgery("a root of no name", "it names no root") { objects, good in
            try objects.commit(objects.tree(of: good), "x\n\nHone-Root: ../../etc", onto: good)
        },
        Forgery("another's events below the run's name", "it does not come from") { objects, good in
            let root = try objects.root(of: good)
            let foreign = try objects.commit(objects.tree([]), "x")
            return try objects.event(
                unknown(by: "000000ee"), onto: foreign, message: "x\n\nHone-Root: \(root)")
        },
        Forgery("a root without JSON", "run.json") { objects, _ in try objects.root(saying: "{") },
        Forgery("a root that is deep", "run.json") { objects, _ in
            try objects.root(saying: String(repeating: "[", count: 200_000))
        },
        Forgery("a root of another form", "run.json") { objects, _ in
            try objects.root(saying: #"{"version":1,"run":7}"#)
        },
        Forgery("a root of more than can be read", "more than the") { objects, _ in
            try objects.root(saying: "{" + String(repeating: " ", count: JournalCommit.eventLimit))
        },
        Forgery("an event of more than can be read", "more than the") { objects, good in
            try objects.event("{" + String(repeating: " ", count: JournalCommit.eventLimit), onto: good)
        },
        Forgery("a message of more than can be read", "more than the") { objects, good in
            try objects.commit(
                objects.tree(of: good), String(repeating: "x\n", count: JournalCommit.commitLimit), onto: good
            )
        },
        Forgery("an event that is deep", "event.json") { objects, good in
            try objects.event(String(repeating: #"{"a":"#, count: 100_000), onto: good)
        },
        Forgery("an event that is no text", "event.json") { objects, good in
            try objects.event("\u{0}\u{1B}[2J\u{202E}", onto: good)
        },
        Forgery("an event of an endless number", "event.json") { objects, good in
            try objects.event(#"{"version":1e999,"kind":"step","writer":"000000ee","clock":1}"#, onto: good)
        },
        Forgery("an event by the clone itself", "says to be by") { objects, good in
            let own = try objects.git("for-each-ref", "--format=%(refname:lstrip=4)", "refs/hone/journal")
            return try objects.event(unknown(by: own), onto: good)
        },
        Forgery("no event", "it has no event.json") { objects, good in
            try objects.folder(["100644 blob \(objects.blob("x"))\tother"], onto: good)
        },
        Forgery("an event that is a folder", "it is a tree") { objects, good in
            try objects.folder(["40000 tree \(objects.tree([]))\tevent.json"], onto: good)
        },
        Forgery("an event of another repository", "it is not there") { objects, good in
            try objects.folder(
                ["160000 commit \(String(repeating: "2", count: 40))\tevent.json"], onto: good)
        },
        Forgery("two events at once", "it does not hold one event") { objects, good in
            let empty = try objects.tree([])
            let folders = try objects.tree(["40000 tree \(empty)\ta", "40000 tree \(empty)\tb"])
            return try objects.commit(folders, objects.message(good), onto: good)
        },
        Forgery("files where folders should be", "it does not hold one event") { objects, good in
            let files = try objects.tree(["100644 blob \(objects.blob("x"))\tevents"])
            return try objects.commit(files, objects.message(good), onto: good)
        },
    ]

    @Test(arguments: forgeries)
    func `what is no journal is named, and keeps no other out`(forgery: Forgery) async throws {
        let other = try await otherClone()
        let objects = Objects(disk)
        let good = try disk.git("rev-parse", other)
        let forged = try forgery.make(objects, good)
        let evil = "journal/sort-1/000000ee"
        try disk.git("update-ref", "refs/hone/remotes/evil/journal/sort-1/000000aa", good)
        try disk.git("update-ref", "refs/hone/remotes/evil/\(evil)", forged)
        let before = try await journal.currentView()
        let refs = try ownRefs()

        let arrivals = try await shared.takeUpJournals()
        #expect(arrivals.passedOver.map(\.ref) == ["refs/hone/\(evil)"])
        let words = arrivals.passedOver.map { "\($0.error)" }.joined()
        #expect(words.contains(forgery.reason), "\(words.prefix(500))")
        #expect(arrivals.newWriter == nil)
        #expect(arrivals.runs.map(\.run.text) == ["sort-1"])
        let journals = try disk.git("for-each-ref", "--format=%(refname)", "refs/hone/journal")
        #expect(!journals.contains("000000ee") && journals.contains("000000aa"))
        #expect(try ownRefs() == refs)
        let after = try await fixture.reopen().currentView()
        #expect(after.steps.count == before.steps.count + 1)
        // What is to be pushed is worked out beside it all the same.
        #expect(try await shared.outgoingJournals(of: fixture.study.runs()).count == 1)
    }

    /// What no fetch may move.
    private func ownRefs() throws -> String {
        try disk.git(
            "for-each-ref", "refs/heads/main", "refs/tags", "refs/notes", "refs/hone/journal/sort-1/abcd0001")
    }

    /// Brings a step that another clone made into this repository; returns the ref that names its journal.
    private func otherClone() async throws -> String {
        let other = try StoreFixture()
        try other.repository.git(
            "fetch", "-q", disk.path, "refs/hone/*:refs/hone/*", "refs/notes/*:refs/notes/*")
        try other.repository.git("fetch", "-q", disk.path, "refs/heads/hone/*:refs/heads/hone/*")
        let study = try StoreFixture.open(other.repository, writersAfter: 0xa9)
        let journal = try await study.open(try RunName(text: "sort-1").orFail(), for: .appending)
        #expect(journal.writer.text == "000000aa")
        try await fixture.step(1, text: "int n = 77;\n", in: journal)
        try disk.git("fetch", "-q", other.repository.path, "\(journal.site.journalRef):refs/test/other")
        return "refs/test/other"
    }

    // MARK: - Events that are well made

    private func landing(of candidate: CommitID, to result: String) throws -> LandRecord {
        let from = try CommitID(text: disk.git("rev-parse", "main")).orFail()
        return LandRecord(
            id: "f-f", candidate: candidate, onto: "refs/heads/main",
            from: try CommitID(text: result).orFail(),
            result: from, recordedAt: 1_700_000_600)
    }

    /// A clone that writes as another, or as this one, and has landed what it likes.
    private func forgedLanding(asWriter first: UInt64, evil: String) async throws -> (
        ref: String, id: CommitID
    ) {
        let other = try StoreFixture()
        try other.repository.git(
            "fetch", "-q", disk.path, "refs/hone/*:refs/hone/*", "refs/heads/hone/*:refs/heads/hone/*")
        let study = try StoreFixture.open(other.repository, writersAfter: first)
        let journal = try await study.open(try RunName(text: "sort-1").orFail(), for: .appending)
        let record = try landing(of: fixture.base, to: evil)
        try await journal.append(.landing(record), feedback: nil, attachments: [])
        try await journal.append(.landed(record), feedback: nil, attachments: [])
        let name = journal.site.journalRef.dropFirst("refs/hone/".count)
        try disk.git(
            "fetch", "-q", other.repository.path, "\(journal.site.journalRef):refs/hone/remotes/evil/\(name)")
        let id = try disk.git("rev-parse", "refs/hone/remotes/evil/\(name)")
        return (journal.site.journalRef, try CommitID(text: id).orFail())
    }

    @Test(arguments: [UInt64(0xa9), 0xabcd_0000])
    func `a landing that another clone says to have made moves nothing here, whoever it says to be`(
        writer: UInt64
    ) async throws {
        try await journal.endStepping()
        let evil = try Objects(disk).commit(Objects(disk).tree([]), "evil")
        let (ref, id) = try await forgedLanding(asWriter: writer, evil: evil)
        let main = try disk.git("rev-parse", "main")
        let arrivals = try await shared.takeUpJournals()
        #expect(arrivals.passedOver.isEmpty && arrivals.runs.count == 1)
        let isOwnName = ref == journal.site.journalRef
        #expect((arrivals.newWriter != nil) == isOwnName)
        let reopened = try await fixture.reopen()
        #expect((reopened.writer == journal.writer) == !isOwnName)
        // The last thing that this clone did, if it still goes by the name that it did it under.
        let last = try? await reopened.planUndo(nil)
        #expect(last?.operation.id != id && last?.effect == (isOwnName ? nil : UndoPlan.Effect.none))
        await #expect(throws: StoreError.recordedElsewhere(id)) { try await reopened.planUndo(id) }
        #expect(try disk.git("rev-parse", "main") == main)
    }

    @Test func `a journal that was lost here and comes back is this clone's as before`() async throws {
        try await journal.endStepping()
        try await journal.settleBacklog()
        let tip = try disk.git("rev-parse", journal.site.journalRef)
        try disk.git("update-ref", "refs/hone/remotes/evil/journal/sort-1/\(journal.writer)", tip)
        try disk.git("update-ref", "-d", journal.site.journalRef)
        let arrivals = try await shared.takeUpJournals()
        #expect(arrivals.newWriter == nil && arrivals.runs.count == 1)
        #expect(try await fixture.reopen().writer == journal.writer)
    }

    @Test func `events of clocks and causes that cannot be are read, and the run goes on after them`()
        async throws
    {
        let good = try disk.git("rev-parse", journal.site.journalRef)
        let objects = Objects(disk)
        let root = journal.root.text
        for (writer, other) in [("000000b1", "000000b2"), ("000000b2", "000000b1")] {
            let line = Self.unknown(by: writer, clock: "\"\(Int.max)\"", saw: [other: good])
            let event = try objects.event(line, onto: root, message: "x\n\nHone-Root: \(root)")
            try disk.git("update-ref", "refs/hone/remotes/evil/journal/sort-1/\(writer)", event)
        }
        let arrivals = try await shared.takeUpJournals()
        #expect(arrivals.passedOver.map { "\($0.error)" } == [] && arrivals.runs.first?.events.count == 2)
        let reopened = try await fixture.reopen()
        #expect(try await reopened.currentView().unknown.count == 2)
        // The next event's clock is not beyond the last one that there is.
        try await fixture.step(3, in: reopened)
        #expect(try await fixture.reopen().currentView().steps.count == 4)
    }

    // MARK: - Roots

    @Test(arguments: ["..", ".git", "a\u{1B}b"])
    func `an evaluator's file with a name that leads out is damage`(name: String) async throws {
        let objects = Objects(disk)
        let folder = try objects.tree(["100644 blob \(objects.blob("x"))\t\(name)"])
        let record = try disk.git("rev-parse", "\(journal.root):run.json")
        let root = try objects.commit(
            objects.tree(["40000 tree \(folder)\tevaluator", "100644 blob \(record)\trun.json"]), "x")
        try disk.git("update-ref", "refs/hone/journal/evil-1/000000ee", root)
        let study = try StoreFixture.open(disk)
        let opened = try await study.open(try RunName(text: "evil-1").orFail(), for: .reading)
        await #expect(throws: StoreError.self) { try await opened.evaluatorFiles() }
    }

    @Test func `a ref among the journals here that is none is named`() async throws {
        let ref = "refs/hone/journal/odd-1/000000ee"
        try disk.git("update-ref", ref, Objects(disk).blob("x"))
        let error = await #expect(throws: StoreError.self) { try await fixture.reopen() }
        guard case .notAJournal(ref, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    // MARK: - Notes

    static let notes: [Forgery] = [
        Forgery("a blob", "it is a blob") { objects, _ in try objects.blob("x") },
        Forgery("a tree", "it is a tree") { objects, _ in try objects.tree([]) },
        Forgery("a note that is not there", "it is not there") { objects, good in
            try objects.commit(
                objects.tree(["160000 commit \(String(repeating: "2", count: 40))\t\(good)"]), "x")
        },
        Forgery("a note of more than can be read", "more than the") { objects, good in
            let blob = try objects.blob(String(repeating: "{", count: 1 << 26) + "}")
            return try objects.commit(objects.tree(["100644 blob \(blob)\t\(good)"]), "x")
        },
    ]

    @Test(arguments: notes)
    func `what is no notes is named, and the notes here stay`(forgery: Forgery) async throws {
        let good = try disk.git("rev-parse", journal.site.journalRef)
        let forged = try forgery.make(Objects(disk), good)
        try disk.git("update-ref", "refs/hone/remotes/evil/notes/score", forged)
        let before = try disk.git("for-each-ref", "refs/notes")
        let merged = try await shared.mergeNotes()
        #expect(!merged.changed && merged.passedOver.map(\.ref) == ["refs/notes/hone/score"])
        let words = merged.passedOver.map { "\($0.error)" }.joined()
        #expect(words.contains(forgery.reason), "\(words.prefix(500))")
        #expect(try disk.git("for-each-ref", "refs/notes") == before)
        // Where there are none yet either.
        try disk.git("update-ref", "-d", "refs/notes/hone/score")
        #expect(try await !shared.mergeNotes().changed)
        #expect(try disk.runGit(["rev-parse", "-q", "--verify", "refs/notes/hone/score"]).status != 0)
    }

    /// None where there is no such note.
    private func noteLines(_ kind: String, of commit: String) throws -> Set<String> {
        let shown = try disk.runGit(["notes", "--ref=hone/\(kind)", "show", commit])
        return Set(shown.output.split(separator: "\n").map(String.init))
    }

    @Test func `notes of any lines are united with those here`() async throws {
        let good = try disk.git("rev-parse", "hone/sort-1/a")
        let lines = [
            String(repeating: "x", count: 1 << 20), #"{"version":1}"#, #"{"run":"../..","step":1e99}"#,
            "\u{0}\u{1B}]0;x\u{7}",
            String(repeating: "[", count: 100_000),
        ]
        let objects = Objects(disk)
        let blob = try objects.blob(lines.joined(separator: "\n"))
        let kinds = ["score", "feedback", "review"]
        for kind in kinds {
            let forged = try objects.commit(objects.tree(["100644 blob \(blob)\t\(good)"]), "x")
            try disk.git("update-ref", "refs/hone/remotes/evil/notes/\(kind)", forged)
        }
        let ours = try kinds.map { try noteLines($0, of: good) }
        try #require(ours.map(\.isEmpty) == [false, false, true])
        let merged = try await shared.mergeNotes()
        #expect(merged.changed && merged.passedOver.isEmpty)
        for (kind, ours) in zip(kinds, ours) {
            let lost = try ours.union(lines).subtracting(noteLines(kind, of: good))
            #expect(lost.map { $0.prefix(100) } == [], "\(kind)")
        }
        try disk.requireSound()
        let reopened = try await fixture.reopen()
        try await reopened.rebuildProjections()
        #expect(try await reopened.currentView().steps.count == 3)
    }
}

/// Makes objects that hone would not.
struct Objects: Sendable {
    private let disk: TemporaryRepository

    init(_ disk: TemporaryRepository) { self.disk = disk }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
        let result = try disk.runGit(arguments)
        guard result.status == 0 else { throw TestProcess.Failure(description: result.errors) }
        return result.output.trimmingCharacters(in: .newlines)
    }

    func blob(_ text: String) throws -> String { try disk.git("hash-object", "-w", "--stdin", input: text) }

    /// A tree of entries as `git mktree` takes them.
    func tree(_ entries: [String]) throws -> String {
        try disk.git("mktree", "-z", "--missing", input: entries.map { $0 + "\0" }.joined())
    }

    func tree(of commit: String) throws -> String { try git("rev-parse", "\(commit)^{tree}") }

    func commit(_ tree: String, _ message: String, onto parent: String? = nil) throws -> String {
        let parents = parent.map { ["-p", $0] } ?? []
        let result = try disk.runGit(["commit-tree", tree] + parents, input: message)
        guard result.status == 0 else { throw TestProcess.Failure(description: result.errors) }
        return result.output.trimmingCharacters(in: .newlines)
    }

    func message(_ commit: String) throws -> String { try git("log", "-1", "--format=%B", commit) }

    func root(of commit: String) throws -> String {
        String(
            try message(commit).split(separator: "\n").last { $0.hasPrefix("Hone-Root: ") }.orFail()
                .dropFirst(11))
    }

    /// A run's root with this text as its record.
    func root(saying record: String) throws -> String {
        try commit(tree(["100644 blob \(blob(record))\trun.json"]), "x: starts\n\nHone-Run: x-1\n")
    }

    /// A commit of an event's folder with these entries, after the journal's last one.
    func folder(_ entries: [String], onto parent: String, message: String? = nil) throws -> String {
        let inner = try tree(["40000 tree \(tree(entries))\tx"])
        return try commit(
            tree(["40000 tree \(inner)\tevents"]), message ?? self.message(parent), onto: parent)
    }

    /// A commit of an event that says this, after the journal's last one.
    func event(_ text: String, onto parent: String, message: String? = nil) throws -> String {
        try folder(["100644 blob \(blob(text))\tevent.json"], onto: parent, message: message)
    }
}
