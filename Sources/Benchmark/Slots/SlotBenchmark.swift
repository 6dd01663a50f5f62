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
        sync()
        let hone = try await timeHone(candidates, in: repository)
        let git = try timeGit(candidates, in: repository)
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

    // MARK: - hone

    struct HoneTimes: Sendable {
        var fill = Timings()
        var move = Timings()
        var restore = Timings()
    }

    private func timeHone(_ candidates: [Subject], in repository: GitRepository) async throws -> HoneTimes {
        let pool = try await SlotPool(
            root: "\(place.path)/slots", repository: try Repository(discovering: repository.path),
            base: try subject("main", in: repository), layout: SlotLayout(), sandbox: .plain(.turnedOff),
            environment: [
                "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin", "HOME": place.path,
            ])
        let moves = moves
        return try await pool.withSlot(.evaluation) { slot in
            var times = HoneTimes()
            try await times.fill.measure { try await slot.move(to: candidates[1]) }
            try await slot.restore(after: .scored)
            sync()
            for index in 0..<moves {
                try await times.move.measure { try await slot.move(to: candidates[index % 2]) }
                try await times.restore.measure { try await slot.restore(after: .scored) }
            }
            return times
        }
    }

    // MARK: - git

    struct GitTimes {
        var add = Timings()
        var checkout = Timings()
        var clean = Timings()
    }

    private func timeGit(_ candidates: [Subject], in repository: GitRepository) throws -> GitTimes {
        var times = GitTimes()
        let folders = (0..<2).map { "\(place.path)/worktree-\($0)" }
        for folder in folders {
            try time(&times.add) {
                try repository.git("worktree", "add", "-q", "--detach", folder, candidates[1].commit.text)
            }
        }
        sync()
        for index in 0..<moves {
            let commit = candidates[index % 2].commit.text
            try time(&times.checkout) {
                try repository.git("-C", folders[0], "checkout", "-q", "--detach", commit)
            }
            try time(&times.clean) {
                try repository.git("-C", folders[0], "reset", "-q", "--hard")
                try repository.git("-C", folders[0], "clean", "-ffdxq")
            }
        }
        return times
    }

    private func time(_ timings: inout Timings, _ body: () throws -> Void) throws {
        let start = ContinuousClock.now
        try body()
        timings.add(start.duration(to: .now))
    }

    // MARK: - Table

    private func table(_ hone: HoneTimes, _ git: GitTimes) -> Table {
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
