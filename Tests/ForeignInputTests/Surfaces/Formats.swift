import Foundation
import Git
import ObjectIDs
import StudyFile
import StudyModel
import TestSupport
import Text

@testable import StudyStore

/// What journals and notes hold, which a fetch brings from anywhere, and hone's own files beside them.
let formatSurfaces: [Surface] = [
    Surface("run.json", bytes: Stored.files(named: "run.json")) { bytes in
        let record = try RunLine.read(try Fields(bytes)) { recorded throws(UnreadableSettings) in
            try SettingsReading(recorded)
        }
        _ = RunLine.bytes(of: record)
    },
    Surface("events", bytes: Stored.files(named: "event.json")) { bytes in
        let document = try EventDocument(bytes)
        let record = try Stored.run()
        var history = RunHistory(record, writer: record.writer)
        for number in 1...3 {
            let id = CommitID(text: String(repeating: "\(number)", count: 40))
            history.take(
                RecordedEvent(
                    id: id, event: document.event, objectives: record.study.objectives, place: document.place)
            )
        }
        let view = history.view
        _ = (view.best, view.spent.usage.tokens, view.nextLineage, view.operations, view.lastOperation)
        _ = EventFiles(document.event, at: history.nextPlace(of: record.writer), of: record.study).contents
        _ = document.event.part.record.words(as: document.event.part.kind, in: view)
    },
    Surface("trials.jsonl", bytes: Stored.files(named: "trials.jsonl")) { bytes in
        guard let step = Stored.step else { preconditionFailure("no step is stored") }
        _ = try EventFiles.add(trials: bytes, to: step.evaluations)
    },
    Surface("score notes", bytes: Stored.scores) {
        try unite($0, with: Stored.scores, .score)
    },
    Surface("feedback notes", bytes: Stored.feedback) {
        try unite($0, with: Stored.feedback, .feedback)
    },
    Surface("review notes", bytes: Stored.reviews) { bytes in
        try unite(bytes, with: Stored.reviews, .review)
        guard let commit = CommitID(text: String(repeating: "1", count: 40)) else { return }
        let person = ReviewNote.Part.Person(name: "n", email: "e", time: 0)
        for part in ReviewNote(bytes).parts {
            _ = part.review(of: commit, in: [try Stored.run().run], by: person)
        }
    },
    Surface(
        "what a clone remembers", seeds: [#"{"through":"1111111111111111111111111111111111111111"}"# + "\n"]
    ) { text in
        try withFile(Array(text.utf8)) { _ = try ProjectedState.read($0) }
    },
    Surface("journal index", bytes: [Stored.index.content]) { bytes in
        try withFolder { folder in
            let index = "\(folder)/index-\(try Stored.run().writer)"
            // With a checksum that is right, so that what it guards is read.
            var file = Stored.index.heading
            withUnsafeBytes(of: Trail.digest(bytes).littleEndian) { file += $0 }
            try Data(file + bytes).write(to: URL(filePath: index))
            _ = JournalIndex(of: try Stored.run().writer, in: folder + "/").events()
        }
    },
]

private func unite(_ bytes: [UInt8], with others: [[UInt8]], _ kind: NotesKind) throws {
    for other in others.prefix(3) {
        _ = try kind.unite(bytes, other, base: nil)
        _ = try kind.unite(other, bytes, base: other)
    }
}

private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/hone-foreign-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
}

private func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    try withFolder { folder in
        try Data(bytes).write(to: URL(filePath: folder + "/file"))
        try body(folder + "/file")
    }
}

/// What the stored runs of the fixtures hold.
enum Stored {
    static let events = files(named: "event.json")
    static let scores = notes("score")
    static let feedback = notes("feedback")
    static let reviews = notes("review")

    static let step: StepRecord? =
        events.lazy.compactMap { bytes in
            guard case .step(let step) = (try? EventDocument(bytes))?.event else { return nil }
            return step
        }.first

    /// A journal index as it is written, in two: its first line, and what its checksum is of.
    static let index: (heading: [UInt8], content: [UInt8]) = {
        do {
            let record = try run()
            let entries = events.compactMap { bytes -> RecordedEvent? in
                guard let document = try? EventDocument(bytes) else { return nil }
                return RecordedEvent(
                    id: record.base, event: document.event, objectives: record.study.objectives,
                    place: document.place)
            }
            var bytes: [UInt8] = []
            try withFolder { folder in
                try JournalIndex(of: record.writer, in: folder + "/")
                    .write(entries, of: record.study, access: .own)
                bytes = Array(try Data(contentsOf: URL(filePath: "\(folder)/index-\(record.writer)")))
            }
            let heading = bytes.prefix { $0 != 10 } + [10]
            return (Array(heading), Array(bytes.dropFirst(heading.count + 8)))
        } catch { return ([], []) }
    }()

    /// The record of a stored run.
    static func run() throws -> RunRecord { try record.get() }

    private static let record = Result {
        let bytes = try files(named: "run.json").first.orFail()
        return try RunLine.read(try Fields(bytes)) { recorded throws(UnreadableSettings) in
            try SettingsReading(recorded)
        }
    }

    /// All files of a name in the journals.
    static func files(named name: String) -> [[UInt8]] {
        contents { repository in
            let commits = try repository.git("rev-list", "--all", "--glob=refs/hone/*").split(separator: "\n")
            return try commits.flatMap { commit in
                try repository.git(
                    "ls-tree", "-r", "--full-tree", "--format=%(objectname) %(path)", String(commit)
                )
                .split(separator: "\n").filter { $0.hasSuffix(name) }.map { String($0.prefix(40)) }
            }
        }
    }

    /// All notes of a kind.
    static func notes(_ kind: String) -> [[UInt8]] {
        contents { repository in
            try repository.git("for-each-ref", "--format=%(refname)", "refs/notes/hone/\(kind)").split(
                separator: "\n"
            )
            .flatMap { ref in
                try repository.git("notes", "--ref", String(ref), "list").split(separator: "\n")
                    .map { String($0.prefix(40)) }
            }
        }
    }

    private static func contents(_ blobs: (TemporaryRepository) throws -> [String]) -> [[UInt8]] {
        do {
            var seen: Set<[UInt8]> = []
            for name in ["by-hand", "format-1"] {
                let repository = try TemporaryRepository(stored: name)
                for blob in Set(try blobs(repository)) {
                    seen.insert(Array(try repository.git("cat-file", "blob", blob).utf8))
                }
            }
            return seen.sorted { $0.lexicographicallyPrecedes($1) }
        } catch { return [] }
    }
}

extension Optional {
    fileprivate func orFail() throws -> Wrapped {
        guard let self else { throw CocoaError(.fileNoSuchFile) }
        return self
    }
}
