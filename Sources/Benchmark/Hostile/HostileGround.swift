import Glibc
import Text

/// A repository with work of its own in it, a folder beside it that nothing may touch, and hone; and what hone owes, whatever is tried.
struct HostileGround {
    static let study = """
        version: 1
        study: toy
        instructions: Make the score smaller.
        artifact: {base: main, editable: ["src/**"]}
        evaluator: {files: ["eval/**", "hid/**"], hidden: ["hid/**"], command: {run: sh eval/score.sh, timeout: 3s}, results: stdout, deterministic: true}
        objective: {metric: score, direction: minimize}
        budget: {steps: 3}
        """
    /// What no proposer may read.
    static let secret = "SEALED-4217"
    /// How a program of an attack that goes on is known.
    private static let straggler = "171717"
    let hone: String
    let folder: String
    /// `required`, or `off`.
    let sandbox: String

    /// Tries a case, and returns what hone owed and did not do; empty where all of it held.
    func faults(_ hostile: HostileCase) throws -> [String] {
        _ = try? shell(
            "chmod -R u+rwX . 2>/dev/null; chattr -R -i . 2>/dev/null; rm -rf repository outside home cache remote.git other",
            in: folder)
        try shell("mkdir repository outside home cache; echo mark > outside/mark", in: folder)
        var trial = try HostileTrial(self)
        switch hostile.attack {
        case .agent(let script): try trial.agent(script)
        case .candidate(let program): try trial.candidate(program)
        case .sealed(let program): try trial.sealed(program)
        case .answer(let text): try trial.answer(text)
        case .study(let text): try trial.study(text)
        case .examples(let script): try trial.examples(script)
        case .damage(let script): try trial.damage(script)
        case .remote(let script): try trial.remote(script)
        }
        return trial.faults
    }

    var repository: String { folder + "/repository" }
    private var environment: [String: String] {
        [
            "HOME": folder + "/home", "XDG_CACHE_HOME": folder + "/cache", "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C.UTF-8",
            "GIT_AUTHOR_NAME": "User", "GIT_AUTHOR_EMAIL": "user@example.com", "GIT_COMMITTER_NAME": "User",
            "GIT_COMMITTER_EMAIL": "user@example.com", "SECRET_OF_THE_USER": Self.secret,
        ]
    }

    /// Runs a script that is no attack, or one that is the user's own doing; returns its output.
    @discardableResult
    func shell(_ script: String, in folder: String, input: [UInt8]? = nil) throws -> String {
        let script = script.replacing("OUTSIDE", with: self.folder + "/outside")
        return try Program(["sh", "-c", script], folder: folder, environment: environment).run(input: input)
            .output
    }

    /// Runs hone to its end, and says what is wrong with how that came.
    func hone(_ words: [String], in folder: String, input: [UInt8]? = nil) throws -> (
        output: String, faults: [String]
    ) {
        let outcome = try WatchedHone(program: hone, environment: environment).finish(
            words, in: folder, input: input ?? [])
        return (outcome.output + outcome.errors, WatchedHone.faults(of: outcome, words))
    }

    // MARK: - What is looked at afterwards

    /// A digest of all that is the user's: files, index, HEAD, configuration, hooks, refs that are not hone's, and the folder outside.
    func fingerprint(_ repository: String) throws -> String {
        try shell(
            """
            { find . -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 sha256sum
            find . -path ./.git -prune -o -printf '%p %m %y %l\\n' | sort
            sha256sum .git/HEAD .git/index .git/config .git/info/* 2>/dev/null; find .git/hooks -type f 2>/dev/null | sort | xargs -r sha256sum
            git for-each-ref 2>/dev/null | grep -v -e ' *refs/heads/hone/' -e 'refs/hone/' -e 'refs/notes/hone/' -e refs/remotes/
            find OUTSIDE -printf '%p %m %y %l\\n' | sort; cat OUTSIDE/mark; } | sha256sum
            """, in: repository)
    }

    /// Whether anything that hone keeps, and the base did not have, holds what nobody was to see; the evaluator's own files a run keeps as they were.
    func keepsSecret(_ repository: String) throws -> Bool {
        let script = """
            git rev-list --objects --all --not main | grep -v ' evaluator/' | cut -d' ' -f1 | git cat-file --batch \
                | grep -c -a \(Self.secret) || true
            """
        return try shell(script, in: repository).hasPrefix("0") == false
    }

    /// Whether a program of the attack goes on, which is ended then.
    func hasStraggler() throws -> Bool {
        try shell(
            """
            for n in 1 2 3 4 5 6; do
                found=; for p in /proc/[0-9]*; do
                    tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -q '^sleep \(Self.straggler)' && found="$found ${p#/proc/}"
                done
                [ -z "$found" ] && exit 0; sleep 0.3
            done
            kill -KILL $found; echo found
            """, in: folder
        ).contains("found")
    }

    /// What git itself finds wrong, but for what an attack made wrong.
    func complaints(_ repository: String) throws -> String {
        try shell(
            "git fsck --no-dangling 2>&1 | grep -v -e '^notice' -e 'HEAD points to an unborn' | head -3; ls .git/objects/pack | grep -e tmp_ -e '\\.keep$' | head -3",
            in: repository)
    }
}
