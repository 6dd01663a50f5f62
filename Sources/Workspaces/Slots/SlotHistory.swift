import StudyModel

/// Earlier candidates as a slot's own repository is to hold them.
package struct SlotHistory: Sendable {
    /// One of them.
    package struct Entry: Sendable {
        package var candidate: PastCandidate
        /// What is noted of it, by the name of the notes.
        package var notes: [String: String]
        package var traces: [Attachment]

        package init(_ candidate: PastCandidate, notes: [String: String], traces: [Attachment]) {
            self.candidate = candidate
            self.notes = notes
            self.traces = traces
        }
    }

    /// The base first, and each after those that it was made from.
    package var entries: [Entry]
    /// That whose files the slot holds.
    package var head: CommitID

    package init(_ entries: [Entry], head: CommitID) {
        self.entries = entries
        self.head = head
    }
}

extension Slot {
    /// Adds earlier candidates to the slot's own repository, right after a move: a branch for each by its name, notes in `refs/notes/hone/`, and traces below
    /// `refs/hone/traces`. The branch that is checked out then ends at that of the history whose files the slot holds.
    ///
    /// Commits are made of what slots hold: no file that is hidden from candidates is in any of them.
    package func add(_ history: SlotHistory) async throws {
        let git = repository.git
        try await git.run(
            ["fast-import", "--quiet", "--done", "--force"], input: try await content.stream(of: history))
        try await git.run(["config", "notes.displayRef", "refs/notes/hone/*"])
    }
}

extension SlotContent {
    fileprivate func stream(of history: SlotHistory) async throws -> [UInt8] {
        var stream = ImportStream(time: time)
        var marks: [CommitID: Int] = [:]
        var trees: [CommitID: TreeID] = [:]
        for entry in history.entries {
            let candidate = entry.candidate
            let parents = candidate.parents.filter { marks[$0] != nil }
            let mark = stream.begin(
                "refs/heads/" + candidate.name, message: candidate.summary + "\n",
                parents: parents.compactMap { marks[$0] })
            // What has no parent is the base, or stands beside it: the view's tree is the base's.
            if parents.isEmpty { stream.add(mode: "040000", id: "\(view.tree)", path: []) }
            let before = parents.first.flatMap { trees[$0] } ?? base.tree
            for change in try await changes(from: before, to: candidate.tree) { stream.add(change) }
            (marks[candidate.commit], trees[candidate.commit]) = (mark, candidate.tree)
        }
        for name in Set(history.entries.flatMap(\.notes.keys)).sorted() {
            stream.begin("refs/notes/hone/" + name, message: "What is known\n")
            for entry in history.entries {
                guard let text = entry.notes[name], let mark = marks[entry.candidate.commit] else { continue }
                stream.note(Array(text.utf8), on: mark)
            }
        }
        if history.entries.contains(where: { !$0.traces.isEmpty }) {
            stream.begin("refs/hone/traces", message: "The traces\n")
            for entry in history.entries {
                let folder = entry.candidate.name.split(separator: "/").last ?? ""
                for trace in entry.traces {
                    let name = trace.path.split(separator: "/").dropFirst().joined(separator: "/")
                    stream.add(mode: "100644", content: trace.bytes, path: Array("\(folder)/\(name)".utf8))
                }
            }
        }
        if let head = marks[history.head] { stream.reset(PrivateRepository.branch, to: head) }
        return stream.finished
    }
}

extension ImportStream {
    fileprivate mutating func add(_ change: SlotChange) {
        let path = Array(change.path.utf8)
        switch change.content {
        case .file(let bytes, _, let executable):
            add(mode: executable ? "100755" : "100644", content: bytes, path: path)
        case .link(let target, _): add(mode: "120000", content: target, path: path)
        case .submodule(let id): add(mode: "160000", id: "\(id)", path: path)
        case .deleted: remove(path: path)
        }
    }
}
