import Text

/// One case on the ground: what is laid out, done, and owed afterwards.
///
/// Whatever happens to a command: what it has told of is there, git finds nothing wrong, the next commands work, and once it was
/// given again, and what follows it, all is as if nothing had happened, and nothing more lies about.
struct FaultTrial {
    /// What a scene comes to when nothing happens: given once, and given again.
    struct Undisturbed {
        let once: FaultObservation
        let twice: FaultObservation
        /// How many calls the command makes.
        let (writes, calls): (Int, Int)
    }

    private let ground: FaultGround
    private let shim: FaultShim
    private let scene: FaultScene
    private(set) var faults: [String] = []
    /// The steps that were told of.
    private var told: Set<String> = []
    /// Who wrote in the repository when all began; empty where nobody had.
    private var writer = ""
    /// How many locks git itself left, being killed with hone, that the user has to remove as git says.
    private(set) var locksOfGit = 0
    /// What commands said that were given afterwards and did not end well.
    private var complaints: [String] = []

    init(_ scene: FaultScene, on ground: FaultGround, shim: FaultShim) {
        (self.scene, self.ground, self.shim) = (scene, ground, shim)
    }

    // MARK: - Undisturbed

    static func undisturbed(_ scene: FaultScene, on ground: FaultGround, shim: FaultShim) throws
        -> Undisturbed
    {
        var trial = FaultTrial(scene, on: ground, shim: shim)
        try ground.lay(scene.beginning)
        try trial.give(scene.words, adding: shim.arm(.kill, at: 0, of: .writes))
        let writes = try shim.met().calls
        try trial.close()
        let once = try FaultObservation(of: ground)
        try ground.lay(scene.beginning)
        try trial.give(scene.words, adding: shim.arm(.kill, at: 0, of: .all))
        let calls = try shim.met().calls
        try trial.again()
        try trial.close()
        let twice = try FaultObservation(of: ground)
        return Undisturbed(once: once, twice: twice, writes: writes, calls: calls)
    }

    // MARK: - Faults

    mutating func play(_ fault: FaultCase.Fault, beside undisturbed: Undisturbed) throws {
        switch fault {
        case .kill(let part):
            try begin()
            let variables = try shim.arm(.kill, at: part.place(of: undisturbed.writes), of: .writes)
            let outcome = try give(scene.words, adding: variables)
            try expectNoProgram()
            try expectSound(but: "worktrees/hone-landing-")
            try removeLocksOfGit()
            try finish(isDone: outcome.status == 0, beside: undisturbed, meeting: shim.met().call)
        case .error(let number, let part):
            try begin()
            let variables = try shim.arm(.error(number), at: part.place(of: undisturbed.calls), of: .all)
            let outcome = try give(scene.words, adding: variables)
            try expectSound()
            try finish(isDone: outcome.status == 0, beside: undisturbed, meeting: shim.met().call)
        case .full(let part, let room):
            try fill(part, leaving: room, beside: undisturbed)
        case .cut(let part):
            try cut(at: part.placeWithEnd(of: undisturbed.writes), beside: undisturbed)
        }
    }

    private mutating func fill(
        _ part: FaultCase.Disk, leaving room: Int, beside undisturbed: Undisturbed
    ) throws {
        let disk = FaultDisk(folder: ground.folder + "/" + part.rawValue, kind: .memory(32 << 10))
        try begin(on: disk)
        defer { _ = try? disk.unmount() }
        let filler = part == .repository ? ".git/filler" : "filler"
        try disk.fill(leaving: room, under: filler)
        let outcome = try give(scene.words)
        try expectSound()
        try disk.empty(filler)
        try finish(isDone: outcome.status == 0, beside: undisturbed, meeting: outcome.errors)
    }

    private mutating func cut(at place: Int, beside undisturbed: Undisturbed) throws {
        let disk = FaultDisk(folder: ground.repository, kind: .lazy)
        try begin(on: disk)
        defer { _ = try? disk.unmount() }
        let outcome = try give(scene.words, adding: try shim.arm(.kill, at: place, of: .writes))
        let met = try shim.met().call
        try expectNoProgram()
        try disk.cut()
        // A machine takes its time to start; what is younger may be a living process's.
        try ground.shell("sleep 3")
        // This machine was not started anew.
        try ground.shell("if [ -e .git/hone/boot ]; then echo another > .git/hone/boot; fi")
        try removeLocksOfGit()
        try finish(isDone: outcome.status == 0, beside: undisturbed, meeting: met)
    }

    // MARK: - What follows

    /// `call` is where it was met, for whoever reads of a fault.
    private mutating func finish(isDone: Bool, beside undisturbed: Undisturbed, meeting call: String) throws {
        let before = faults.count
        try expectNoProgram()
        try look()
        if !isDone { try again() }
        try close()
        let (old, new) = (writer, try currentWriter())
        if !old.isEmpty, new != old { faults.append("the writer was \(old), and is \(new)") }
        let found = try FaultObservation(of: ground)
        let allowed = isDone ? [undisturbed.once] : [undisturbed.once, undisturbed.twice]
        faults += allowed.map { found.differences(from: $0) }.min { $0.count < $1.count } ?? []
        try expectSound()
        guard faults.count > before else { return }
        faults[before] += " (met at \(call.prefix(300)))"
        faults += complaints
    }

    private func currentWriter() throws -> String {
        try ground.shell("cut -d' ' -f1 .git/hone/writer 2>/dev/null || true")
    }

    private mutating func begin(on disk: FaultDisk? = nil) throws {
        try ground.lay(scene.beginning, on: disk)
        writer = try currentWriter()
    }

    /// The next commands find what was told of.
    private mutating func look() throws {
        let status = try ground.hone.finish(["status"], in: ground.repository)
        let log = try ground.hone.finish(["log", "--all", "--json"], in: ground.repository)
        faults += WatchedHone.faults(of: status, ["status"]) + WatchedHone.faults(of: log, ["log"])
        let steps = FaultObservation.steps(log.output)
        let lost = told.subtracting(steps.map(\.name))
        if !lost.isEmpty { faults.append("steps that were told of are gone: \(lost.sorted())") }
        if !told.isEmpty, status.status != 0 || log.status != 0 {
            faults.append(
                "`hone status` or `hone log` does not work: \((status.errors + log.errors).prefix(300))")
        }
    }

    private mutating func again() throws {
        let hasRun = try ground.shell("git for-each-ref refs/hone | wc -l") != "0\n"
        try give(hasRun ? scene.resuming ?? scene.words : scene.words)
    }

    private mutating func close() throws {
        for words in scene.closing { try give(words) }
    }

    /// Gives hone a command, and notes the steps that it tells of.
    @discardableResult
    private mutating func give(_ words: [String], adding variables: [String: String] = [:]) throws
        -> Program.Outcome
    {
        let outcome = try ground.hone.finish(words, in: ground.repository, adding: variables)
        // What was killed was killed by us.
        if variables.isEmpty || outcome.signal != 9 { faults += WatchedHone.faults(of: outcome, words) }
        if variables.isEmpty, outcome.status != 0 {
            complaints.append("`hone \(words.joined(separator: " "))`: \(outcome.errors.prefix(400))")
        }
        told.formUnion(Self.stepsTold(outcome.output, by: words))
        return outcome
    }

    /// The steps of a run whose lines are whole, as `RUN:STEP`.
    private static func stepsTold(_ output: String, by words: [String]) -> [String] {
        guard words[0] == "run" else { return [] }
        let run = words.count > 2 ? words[2] : "toy-1"
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap { line in
            guard line.hasPrefix("step ") else { return nil }
            let number = line.dropFirst(5).prefix { $0.isNumber }
            return line.contains("  ") && !number.isEmpty ? "\(run):\(number)" : nil
        }
    }

    // MARK: - What is owed

    /// - Parameter passing: what git may complain of until hone is called again.
    private mutating func expectSound(but passing: String = "^$") throws {
        let words = try ground.shell(
            "git fsck --no-dangling 2>&1 | grep -v -e '^notice' -e '\(passing)' | head -3")
        if !words.isEmpty { faults.append("git complains: \(words)") }
    }

    /// Does what git says where another git seems to be running, and takes its half merge back.
    private mutating func removeLocksOfGit() throws {
        let words = try ground.shell(
            """
            { ls .git/index.lock .git/HEAD.lock .git/ORIG_HEAD.lock .git/refs/heads/main.lock
            find .git/refs/remotes ../remote.git -name '*.lock'; } 2>/dev/null | while read f; do rm "$f"; echo; done
            git diff --quiet HEAD || git reset -q --hard
            """)
        locksOfGit += words.count { $0 == "\n" }
    }

    private mutating func expectNoProgram() throws {
        let words = try ground.shell(
            """
            for n in 1 2 3 4 5 6 7 8 9 10; do
                found=; for p in /proc/[0-9]*; do
                    case $(readlink $p/cwd 2>/dev/null) in \(ground.folder)/*) [ ${p#/proc/} = $$ ] || found="$found $(tr '\\0' ' ' < $p/cmdline 2>/dev/null)";; esac
                done
                [ -z "$found" ] && exit 0; sleep 0.2
            done
            echo "$found"
            """, in: "/")
        if !words.isEmpty { faults.append("programs go on: \(words)") }
    }
}
