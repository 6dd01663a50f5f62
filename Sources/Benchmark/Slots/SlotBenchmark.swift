import Git
import Glibc
import StudyModel
import Workspaces

/// What moving a slot by a one-file change costs in a big repository, beside git's ways to the same.
struct SlotBenchmark {
    let place: Place
    private let tree = SampleTree(files: 50_000, size: 2_000)
    private let moves = 16

    func run() async throws -> [Table] {
        let repository = try GitRepository(making: "\(place.path)/big")
        try tree.commit(to: repository)
        let candidates = try [1, 2].map { try candidate($0, in: repository) }
        let worktrees = try GitWorktrees(at: place.path, in: repository, holding: candidates[1].commit)
        let (hone, git) = try await time(candidates, in: repository, besides: worktrees)
        return [table(hone, git)]
    }

    /// A commit on `main` that differs from it in one file.
    private func candidate(_ number: Int, in repository: GitRepository) throws -> Subject {
        let content = Array("int load_factor = \(number);\n".utf8)
        let head = "commit refs/heads/candidate-\(number)\ncommitter B <b@example.com> 1700000000 +0000\n"
        let change = "data 1\n.\nfrom refs/heads/main\nM 100644 inline \(tree.path(25_000))\n"
        let stream = Array("\(head)\(change)data \(content.count)\n".utf8) + content + [10]
        try repository.git("fast-import", "--quiet", input: stream)
        return try subject("candidate-\(number)", in: repository)
    }

    private func subject(_ revision: String, in repository: GitRepository) throws -> Subject {
        guard let commit = CommitID(text: try repository.git("rev-parse", revision)),
            let tree = TreeID(text: try repository.git("rev-parse", revision + "^{tree}"))
        else { throw GitRecorder.NoCommit(revision: revision) }
        return Subject(commit: commit, tree: tree)
    }

    // MARK: - Timing

    private struct HoneTimes: Sendable {
        var fill = Timings()
        var move = Timings()
        var restore = Timings()
    }

    /// Moves a slot back and forth, and has git do the same after each move: a machine that is busy for a while is so for both.
    private func time(
        _ candidates: [Subject], in repository: GitRepository, besides worktrees: GitWorktrees
    ) async throws -> (HoneTimes, GitWorktrees) {
        let pool = try await SlotPool(
            root: "\(place.path)/slots",
            repository: try Repository(GitContext(at: repository.path, environment: [:])),
            base: try subject("main", in: repository), layout: SlotLayout(), sandbox: .plain(.turnedOff),
            environment: [
                "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": place.path,
            ])
        let moves = moves
        return try await pool.withSlot(.evaluation) { slot in
            var times = HoneTimes()
            var git = worktrees
            try await times.fill.measure { try await slot.move(to: candidates[1]) }
            try await slot.restore(after: .scored)
            sync()
            for index in 0..<moves {
                let candidate = candidates[index % 2]
                try await times.move.measure { try await slot.move(to: candidate) }
                try await times.restore.measure { try await slot.restore(after: .scored) }
                try git.move(to: candidate.commit)
            }
            return (times, git)
        }
    }

    // MARK: - Table

    private func table(_ hone: HoneTimes, _ git: GitWorktrees) -> Table {
        var table = Table(
            "Moving a slot by a one-file change, \(tree.files) files of \(tree.size) bytes (ms, medians)",
            header: ["", "ms", "times hone's", "goal"])
        let move = hone.move.median
        let both = zip(hone.move.milliseconds, hone.restore.milliseconds).map { $0 + $1 }.sorted()
        let turn = both[both.count / 2]
        func add(_ name: String, _ value: Double, over own: Double?, goal: String = "") {
            table.rows.append([
                name, value.text(), own.map { "\((value / $0).text(digits: 1))×" } ?? "", goal,
            ])
        }
        add("hone: move", move, over: nil)
        add("git checkout in a pooled worktree", git.checkout.median, over: move, goal: "≥ 5×")
        add("git worktree add", git.add.fastest, over: move, goal: "≥ 5×")
        add("hone: move, and tidy up after an evaluation", turn, over: nil)
        add(
            "git checkout, reset --hard, clean -ffdx", git.checkout.median + git.clean.median, over: turn)
        add("hone: first fill of a slot", hone.fill.median, over: nil)
        return table
    }
}
