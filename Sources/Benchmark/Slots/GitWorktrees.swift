import StudyModel

/// Worktrees of git's, made and moved by its own commands, with how long each took.
struct GitWorktrees: Sendable {
    private(set) var add = Timings()
    private(set) var checkout = Timings()
    private(set) var clean = Timings()
    private let repository: GitRepository
    private let folder: String

    /// Makes two, of which the second finds the files in the page cache; the first is moved from then on.
    init(at parent: String, in repository: GitRepository, holding commit: CommitID) throws {
        self.repository = repository
        folder = parent + "/worktree-0"
        for path in [folder, parent + "/worktree-1"] {
            try Self.time(&add) {
                try repository.git("worktree", "add", "-q", "--detach", path, commit.text)
            }
        }
    }

    /// Checks a commit out, and cleans up as after an evaluation.
    mutating func move(to commit: CommitID) throws {
        let (repository, folder) = (repository, folder)
        try Self.time(&checkout) {
            try repository.git("-C", folder, "checkout", "-q", "--detach", commit.text)
        }
        try Self.time(&clean) {
            try repository.git("-C", folder, "reset", "-q", "--hard")
            try repository.git("-C", folder, "clean", "-ffdxq")
        }
    }

    private static func time(_ timings: inout Timings, _ body: () throws -> Void) throws {
        let start = ContinuousClock.now
        try body()
        timings.add(start.duration(to: .now))
    }
}
