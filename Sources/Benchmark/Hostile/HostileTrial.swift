import Text

/// One case on its ground: what is laid out, run and looked at.
struct HostileTrial {
    private let ground: HostileGround
    private(set) var faults: [String] = []
    private var before = ""

    init(_ ground: HostileGround) throws {
        self.ground = ground
        try ground.shell(
            """
            git init -q -b main . && mkdir src eval hid atk && echo 'echo 9' > src/prog.sh && echo 'answer \(HostileGround.secret)' > hid/answer
            cat > eval/score.sh <<'X'
            v=$(sh src/prog.sh | tail -n 1)
            case $v in [0-9]*) echo "$v";; *) exit 1;; esac
            X
            """, in: ground.repository)
    }

    // MARK: - Attacks

    /// The second step is the honest one, and is measured as if the first had been.
    mutating func agent(_ script: String) throws {
        try write(script, to: "atk/attack.sh")
        try write(
            "case $HONE_STEP in 2) rm -rf src; mkdir src; echo 'echo 5' > src/prog.sh;; *) . ./atk/attack.sh;; esac\n",
            to: "atk/a.sh")
        try begin(HostileGround.study + agentProposer)
        try hone("run", "--steps", "2")
        try expectHonestStep()
        try finish()
    }

    mutating func candidate(_ program: String) throws {
        try lay(program)
        let phases =
            ", build: {run: sh src/prog.sh, timeout: 3s}, gates: [{run: sh src/prog.sh, timeout: 3s}], keep: [build]"
        try begin(
            HostileGround.study.replacing("deterministic: true", with: "deterministic: true" + phases)
                + agentProposer)
        try hone("run", "--steps", "3")
        try expectHonestStep()
        try finish()
    }

    mutating func sealed(_ program: String) throws {
        try lay(program)
        let lines = (1...8).map { number in
            "{\"id\": \"e\(number)\", \"answer\": \"\(number > 4 ? HostileGround.secret : "open")\"}\n"
        }
        try write(lines.joined(), to: "cases.jsonl")
        try write(
            "v=$(sh src/prog.sh | tail -n 1)\nsed 's/.*\"id\": \"\\([^\"]*\\)\".*/\\1/' $HONE_EXAMPLES | while read i; do echo \"{\\\"id\\\": \\\"$i\\\", \\\"score\\\": ${v:-0}}\"; done > $HONE_RESULTS\n",
            to: "eval/score.sh")
        try begin(
            HostileGround.study.replacing("results: stdout", with: "results: file, keep: [build]")
                + agentProposer
                + "examples: {file: cases.jsonl, hidden: [answer], split: {train: 4, validation: 2, test: 2}, shuffle: false}\n"
        )
        try hone("run", "--steps", "2")
        try hone("test", "toy-1:1")
        try hone("run", "--resume", "toy-1", "--steps", "5")
        try finish()
    }

    mutating func answer(_ text: String) throws {
        try begin(HostileGround.study + "\nproposer: {kind: external}\n")
        try hone("ask", "--new")
        try hone("tell", input: text)
        try hone("ask")
        try hone(
            "tell",
            input:
                "{\"changes\": [{\"path\": \"src/prog.sh\", \"content\": \"echo 5\\n\"}], \"summary\": \"honest\"}"
        )
        try expectHonestStep()
        try finish()
    }

    mutating func study(_ text: String) throws {
        try begin(text)
        try hone("check")
        try hone("run", "--steps", "1")
        try finish()
    }

    mutating func examples(_ script: String) throws {
        try ground.shell("{\n" + script + "\n} 2>/dev/null; true", in: ground.repository)
        try begin(HostileGround.study + "\nexamples: {file: cases.jsonl}\nproposer: {kind: mutation}\n")
        try hone("check")
        try hone("run", "--steps", "1")
        try finish()
    }

    /// Steps that were told of are listed afterwards, or it is said that they are gone.
    mutating func damage(_ script: String) throws {
        try honestRun()
        try ground.shell("{\n" + script + "\n} 2>/dev/null; true", in: ground.repository)
        before = try ground.fingerprint(ground.repository)
        let words = [["status"], ["log"], ["run", "--resume", "toy-1", "--steps", "3"], ["log"]]
        let outputs = try words.map { try hone($0) }
        if !(outputs[3].contains("toy-1:1") && outputs[3].contains("toy-1:2")),
            !outputs.joined().contains("rror"), !outputs.joined().contains("journal")
        {
            faults.append("steps are gone, and no word of it")
        }
        try finish(damaged: true)
    }

    /// Somebody else fetches, looks, and takes back.
    mutating func remote(_ script: String) throws {
        try honestRun()
        try ground.shell(
            "git clone -q --bare . ../remote.git && git remote add origin ../remote.git && git clone -q ../remote.git ../other",
            in: ground.repository)
        try hone("push", "origin")
        try ground.shell("{\n" + script + "\n} 2>/dev/null; true", in: ground.folder + "/remote.git")
        let other = ground.folder + "/other"
        let fingerprint = try ground.fingerprint(other)
        for words in [
            ["fetch", "origin"], ["status"], ["log", "--all"], ["undo"], ["undo", "toy-1"],
            ["runs", "delete", "toy-1", "--yes"], ["fetch", "origin"], ["log"],
        ] {
            _ = try hone(words, in: other)
        }
        if try ground.fingerprint(other) != fingerprint {
            faults.append("what is the user's own was changed by a fetch, an undo or a deletion")
        }
    }

    // MARK: - What they are made of

    private var agentProposer: String { "\nproposer: {kind: agent, command: sh atk/a.sh, timeout: 5s}\n" }

    private func lay(_ program: String) throws {
        try write(program, to: "atk/prog")
        try write(
            "case $HONE_STEP in 2) rm -rf src; mkdir src; echo 'echo 5' > src/prog.sh;; *) { cat atk/prog; echo \"# $HONE_STEP\"; } > src/prog.sh;; esac\n",
            to: "atk/a.sh")
    }

    private func write(_ text: String, to path: String) throws {
        try ground.shell(
            "cat > \(path)", in: ground.repository,
            input: Array(text.replacing("OUTSIDE", with: ground.folder + "/outside").utf8))
    }

    /// Commits all, leaves something that is not committed, and notes what is the user's.
    private mutating func begin(_ study: String) throws {
        let confined = study.replacing(
            "results: stdout", with: "sandbox: {mode: \(ground.sandbox)}, results: stdout"
        )
        .replacing("results: file", with: "sandbox: {mode: \(ground.sandbox)}, results: file")
        try ground.shell(
            "cat > hone.yaml; git add -A 2>/dev/null; git commit -qm start; echo dirty > notes",
            in: ground.repository, input: Array(confined.utf8))
        before = try ground.fingerprint(ground.repository)
    }

    private mutating func honestRun() throws {
        try write("echo \"echo $((9 - HONE_STEP))\" > src/prog.sh\n", to: "atk/a.sh")
        try begin(HostileGround.study + agentProposer)
        try hone("run", "--steps", "2")
    }

    @discardableResult
    private mutating func hone(_ words: String..., input: String? = nil) throws -> String {
        try hone(words, input: input)
    }

    @discardableResult
    private mutating func hone(_ words: [String], in folder: String? = nil, input: String? = nil) throws
        -> String
    {
        let (output, faults) = try ground.hone(
            words, in: folder ?? ground.repository, input: input.map { Array($0.utf8) })
        self.faults += faults
        return output
    }

    // MARK: - What is owed

    private mutating func expectHonestStep() throws {
        let output = try hone("log", "toy-1", "--json")
        let steps = JSONReader.read(output)?["steps"]?.elements ?? []
        if !steps.contains(where: { $0["score"]?.number == 5 }) {
            faults.append("the honest step that follows was not measured")
        }
        if steps.contains(where: { ($0["score"]?.number ?? 0) < 0 }) {
            faults.append("a forged score was taken")
        }
    }

    private mutating func finish(damaged: Bool = false) throws {
        for words in [["log"], ["show", "toy-1:1"], ["status"]] { try hone(words) }
        if try ground.hasStraggler() { faults.append("a program of the attack went on") }
        if try ground.fingerprint(ground.repository) != before {
            faults.append("what is the user's own was changed, or the folder outside")
        }
        if try ground.keepsSecret(ground.repository) {
            faults.append("what is hidden or sealed is in the run")
        }
        if !damaged {
            let complaints = try ground.complaints(ground.repository)
            if !complaints.isEmpty { faults.append("git complains: \(complaints)") }
        }
    }
}
