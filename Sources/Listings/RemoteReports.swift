import StudyModel

/// What a fetch from a remote brought.
package struct FetchReport: Listing {
    /// A run of which events came.
    package struct Run: Listing {
        /// Its name here.
        package let run: RunName
        /// Its name at the remote, where another run has that name here.
        package let renamedFrom: RunName?
        package let isNew: Bool
        /// How many events came, by the writer whose they are.
        package let events: [WriterID: Int]

        package init(run: RunName, renamedFrom: RunName?, isNew: Bool, events: [WriterID: Int]) {
            self.run = run
            self.renamedFrom = renamedFrom
            self.isNew = isNew
            self.events = events
        }

        package func write(to line: inout ObjectWriter) {
            line.put("run", run)
            line.put("renamed_from", renamedFrom)
            line.put("new", isNew ? true : nil)
            line.objects("writers", events.sorted { $0.key < $1.key }) { writer, line in
                line.put("writer", writer.key)
                line.put("events", writer.value)
            }
        }
    }

    /// A ref of the remote's that nothing here follows.
    package struct Refusal: Listing {
        /// Its name at the remote.
        package let ref: String
        /// In one line.
        package let reason: String

        package init(ref: String, reason: String) {
            self.ref = ref
            self.reason = reason
        }

        package func write(to line: inout ObjectWriter) {
            line.put("ref", ref)
            line.put("reason", reason)
        }
    }

    package let remote: String
    /// Sorted by name.
    package let runs: [Run]
    /// Whether notes here changed because of it.
    package let changedNotes: Bool
    /// What is no journal or notes of hone's, or cannot be followed.
    package let passedOver: [Refusal]
    /// As whom this clone writes from here on, where somebody else writes as the one that it was.
    package let newWriter: WriterID?

    package init(
        remote: String, runs: [Run], changedNotes: Bool, passedOver: [Refusal] = [],
        newWriter: WriterID? = nil
    ) {
        self.remote = remote
        self.runs = runs
        self.changedNotes = changedNotes
        self.passedOver = passedOver
        self.newWriter = newWriter
    }

    package func write(to line: inout ObjectWriter) {
        line.put("remote", remote)
        line.list("runs", runs) { $0.write(to: &$1) }
        line.put("changed_notes", changedNotes)
        if !passedOver.isEmpty { line.list("passed_over", passedOver) { $0.write(to: &$1) } }
        line.put("new_writer", newWriter)
    }
}

/// What a push sent, or would send.
package struct PushReport: Listing {
    /// A ref that the remote gets or moves.
    package struct Update: Listing {
        package enum Kind: String, Hashable, Sendable { case journal, notes, branch }

        package let kind: Kind
        /// The ref's full name at the remote.
        package let ref: String
        /// The run's name, or the branch's or the notes' short one.
        package let name: String
        /// How many events go with it; `nil` for what is no journal.
        package var events: Int?

        package init(kind: Kind, ref: String, name: String, events: Int? = nil) {
            self.kind = kind
            self.ref = ref
            self.name = name
            self.events = events
        }

        package func write(to line: inout ObjectWriter) {
            line.put("kind", kind.rawValue)
            line.put("ref", ref)
            line.put("name", name)
            line.put("events", events)
        }
    }

    package let remote: String
    package var updates: [Update] = []
    /// Whether journals may go to this remote: `hone.<remote>.journals`.
    package var sendsJournals = false
    /// Branches that stayed behind: the remote's have commits that hone did not put there.
    package var leftBehind: [String] = []
    /// Journals that go another way there.
    package var passedOver: [FetchReport.Refusal] = []

    package init(remote: String) { self.remote = remote }

    package func write(to line: inout ObjectWriter) {
        line.put("remote", remote)
        line.list("updates", updates) { $0.write(to: &$1) }
        line.put("sends_journals", sendsJournals)
        line.put("left_behind", each: leftBehind)
        line.list("passed_over", passedOver) { $0.write(to: &$1) }
    }
}
