import Glibc

/// A repository and what hone keeps beside it, laid out anew for each case as one of the beginnings, always at the same path.
struct FaultGround {
    private static let study = """
        version: 1
        study: toy
        instructions: Make the score smaller.
        artifact: {base: main, editable: ["src/**"]}
        evaluator: {files: ["eval/**"], command: {run: sh eval/score.sh, timeout: 10s}, results: stdout, deterministic: true, sandbox: {mode: off}}
        objective: {metric: score, direction: minimize}
        proposer: {kind: mutation}
        search: {strategy: chain}
        budget: {steps: 6}
        seed: 7
        """
    /// What a case may change.
    private static let parts = "repository cache home temporary remote.git"

    let folder: String
    let hone: WatchedHone

    init(hone: String, folder: String) throws {
        self.folder = folder + "/ground"
        self.hone = WatchedHone(
            program: hone,
            environment: [
                "HOME": self.folder + "/home", "XDG_CACHE_HOME": self.folder + "/cache",
                "TMPDIR": self.folder + "/temporary", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8",
                "GIT_AUTHOR_NAME": "User", "GIT_AUTHOR_EMAIL": "user@example.com",
                "GIT_COMMITTER_NAME": "User", "GIT_COMMITTER_EMAIL": "user@example.com",
            ])
        try Program(["mkdir", "-p", self.folder, folder + "/beginnings"]).run()
        try makeBeginnings()
    }

    var repository: String { folder + "/repository" }

    /// Runs a script; returns its output.
    @discardableResult
    func shell(_ script: String, in folder: String? = nil) throws -> String {
        try Program(
            ["sh", "-c", script], folder: folder ?? repository, environment: hone.environment
        ).run().output
    }

    // MARK: - Beginnings

    private func makeBeginnings() throws {
        try shell(
            """
            mkdir \(Self.parts); git init -q --bare remote.git; cd repository
            git init -q -b main . && git config gc.auto 0 && mkdir src eval
            printf 'alpha = 1.0\\nbeta = 2.0\\ngamma = 8\\n' > src/params.txt
            cat > eval/score.sh <<'X'
            awk -F= '{v[NR]=$2} END {d=(v[1]-3.2)^2+(v[2]-0.4)^2+(v[3]-21)^2/100; printf "%.9f\\n", d}' src/params.txt
            X
            git add -A && git commit -qm start && echo notes > notes && git remote add origin ../remote.git
            """, in: folder)
        try keep(.files)
        try shell(
            """
            cat > hone.yaml <<'X'
            \(Self.study)
            X
            git add hone.yaml && git commit -qm study && git branch release
            """)
        try keep(.study)
        try require(["run"])
        try keep(.run)
        try require(["land", "toy-1:best", "--onto", "release"])
        try keep(.landed)
    }

    private func require(_ words: [String]) throws {
        let outcome = try hone.finish(words, in: repository)
        guard outcome.status == 0 else {
            throw Program.Failure(words: ["hone"] + words, outcome: outcome)
        }
    }

    private func keep(_ beginning: FaultScene.Beginning) throws {
        try shell("mkdir \(kept(beginning)) && cp -a \(Self.parts) \(kept(beginning))", in: folder)
    }

    private func kept(_ beginning: FaultScene.Beginning) -> String {
        folder + "/../beginnings/" + beginning.rawValue
    }

    /// Lays everything out; what is on a disk of its own is laid on that.
    func lay(_ beginning: FaultScene.Beginning, on disk: FaultDisk? = nil) throws {
        try shell("rm -rf \(Self.parts) && mkdir \(Self.parts)", in: folder)
        try disk?.mount()
        try shell(
            "for p in \(Self.parts); do cp -a \(kept(beginning))/$p/. $p; done; sync -f repository",
            in: folder)
    }
}
