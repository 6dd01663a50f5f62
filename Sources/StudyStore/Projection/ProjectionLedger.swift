import Git
import StudyModel

/// What hone last did to the branches and notes of a run, and what it could not do: this process's memory and the local file of it.
final class ProjectionLedger {
    private let site: RunSite
    private let path: String
    private let failpoints: Failpoints
    private var state: ProjectedState?
    /// What the file has of it, by this process.
    private var saved: ProjectedState?
    /// How often this process has written the file.
    private var lines = 0
    private var raised: [String: ProjectionConcern] = [:]

    /// - Parameter state: what is known; `nil` where the file is to be read first.
    init(_ site: RunSite, state: ProjectedState?) {
        self.site = site
        path = site.localFolder + "projected.json"
        failpoints = site.options.failpoints
        self.state = state
        saved = state
    }

    // MARK: - The file

    /// Whether what processes before this one did is known.
    var isOpen: Bool { state != nil }

    /// Reads what hone last did, by whichever process of this clone; what it has written meanwhile too where it was read before.
    func refresh() throws {
        guard state != nil else {
            state = try readFile() ?? ProjectedState()
            saved = state
            return
        }
        try save()
        let stored = try readFile()
        state?.refs.merge(stored?.refs ?? [:]) { _, stored in stored }
        state?.abandoned.formUnion(stored?.abandoned ?? [])
        saved = state
    }

    /// Writes what has changed; costs nothing where nothing has.
    func save() throws {
        guard let state, state != saved else { return }
        let old = saved
        saved = state
        try failpoints.reach("before local state")
        // The first line of a process is all of it, and so is one now and then, which keeps the file short.
        if let old, lines % 1024 != 0 {
            try state.write(path, since: old, access: site.fileAccess())
        } else {
            try state.write(path, access: site.fileAccess())
        }
        lines += 1
        try failpoints.reach("after local state")
    }

    /// Reads the file for whoever moves nothing.
    func readFile() throws -> ProjectedState? { try ProjectedState.read(path) }

    // MARK: - What hone did

    /// The journal commit of this clone's writer up to which branches and notes have been written.
    var through: CommitID? {
        get { state?.through }
        set { state?.through = newValue }
    }

    /// By full name, the value that hone last put there, or found there and took up.
    var refs: [String: CommitID] { state?.refs ?? [:] }

    subscript(ref: String) -> CommitID? {
        get { state?.refs[ref] }
        set { state?.refs[ref] = newValue }
    }

    /// Refs that people deleted and that no event tells of.
    var abandoned: Set<String> { state?.abandoned ?? [] }

    func abandon(_ ref: String) { state?.abandoned.insert(ref) }

    /// Knows all refs below a prefix by their names below another one.
    func rename(below prefix: String, to new: String) {
        guard var state else { return }
        let renamed = { (ref: String) in ref.hasPrefix(prefix) ? new + ref.dropFirst(prefix.count) : ref }
        state.refs = Dictionary(state.refs.map { (renamed($0.key), $0.value) }) { first, _ in first }
        state.abandoned = Set(state.abandoned.map(renamed))
        self.state = state
    }

    // MARK: - What it could not do

    /// Branches and notes that could not follow the journal when they were last looked at, sorted by ref.
    var concerns: [ProjectionConcern] { raised.values.sorted { $0.ref < $1.ref } }

    func concern(about ref: String) -> ProjectionConcern? { raised[ref] }

    func raise(_ reason: ProjectionConcern.Reason, about ref: String, wanted: CommitID) {
        raised[ref] = ProjectionConcern(ref: ref, wanted: wanted, reason: reason)
    }

    func settle(_ ref: String) { raised[ref] = nil }

    /// Takes in what came of moving a ref of notes: a locked one is a concern, and one that was overtaken is for the caller to build upon.
    func take(_ outcome: RefMove.Outcome, of move: RefMove) throws {
        switch outcome {
        case .moved: settle(move.ref)
        case .notMoved(.overtaken): return
        case .notMoved(.locked(let file)):
            guard let target = move.to else { return }
            raise(.locked(file: file), about: move.ref, wanted: CommitID(target))
        case .notMoved(.nameTaken): throw RefMove.Obstacle.nameTaken.error(moving: move.ref)
        }
    }
}
