import Text

/// What a repository and what lies beside it come to, but for what is another each time: times, commits, writers.
struct FaultObservation: Hashable {
    struct Step: Hashable {
        let name: String
        let words: String
    }

    private let steps: [String]
    private let runs: [String]
    private let user: [String]
    private let leftovers: [String]

    init(of ground: FaultGround) throws {
        let log = try ground.hone.finish(["log", "--all", "--json"], in: ground.repository)
        steps = Self.steps(log.output).map(\.words)
        runs = try Self.lines(
            ground.shell(
                """
                git for-each-ref --format='%(refname) %(tree)' refs/heads
                git for-each-ref --format='%(refname)' refs/hone | grep -v ^refs/hone/remotes/ | sed -E 's/[0-9a-f]{8}/X/g; s/[0-9]{5,}/N/g'
                git for-each-ref --format='%(refname)' refs/notes | while read n; do echo "$n $(git notes --ref=$n list | wc -l)"; done
                git -C ../remote.git for-each-ref --format='%(refname) %(tree)' refs/heads
                git -C ../remote.git for-each-ref --format='%(refname)' refs/hone refs/notes | sed -E 's/[0-9a-f]{8}/X/g'
                """))
        user = try Self.lines(
            ground.shell(
                """
                git symbolic-ref HEAD; git ls-files -s; git status --porcelain; git worktree list --porcelain | grep -c worktree
                find . -path ./.git -prune -o -type f -print | sort | xargs sha256sum; git config --list --local
                """))
        // By what their names are without numbers, so that one is one of several.
        leftovers = try Self.lines(
            ground.shell(
                """
                { find .git -name '*.lock' -o -name 'tmp_*' -o -name '*.keep' -o -name '*_HEAD' -o -name '*.new'
                find .git/hone -type f 2>/dev/null; find ../cache -mindepth 4 -maxdepth 4
                find ../cache/hone/*/*/home ../temporary ../home -mindepth 1 -maxdepth 2; } 2>/dev/null |
                sed -E 's/[0-9a-f]{40}/X/g; s/[0-9a-f]{16}/X/g; s#/[0-9a-f]{2}$#/X#; s/[0-9]+/N/g' | sort -u
                """))
    }

    /// The steps that `hone log --all --json` tells of, by the names that it gives them.
    static func steps(_ json: String) -> [Step] {
        let steps = JSONReader.read(json)?["steps"]?.elements ?? []
        return steps.map { step in
            let fields = ["lineage", "tree", "outcome", "verdict"].map { step[$0]?.string ?? "-" }
            let score = step["score"]?.number.map { "\($0)" } ?? "-"
            let summary = step["proposer"]?["summary"]?.string ?? "-"
            let name = step["name"]?.string ?? "?"
            return Step(name: name, words: ([name] + fields + [score, summary]).joined(separator: " "))
        }
        .sorted { $0.words < $1.words }
    }

    /// In words: what is missing, and what is too much.
    func differences(from other: FaultObservation) -> [String] {
        [
            Self.difference("steps", steps, other.steps), Self.difference("runs", runs, other.runs),
            Self.difference("the user's own", user, other.user),
            // What is kept to be faster may be gone.
            Self.difference("what lies about", leftovers.filter { !other.leftovers.contains($0) }, []),
        ].compactMap { $0 }
    }

    private static func difference(_ what: String, _ found: [String], _ expected: [String]) -> String? {
        guard found != expected else { return nil }
        let missing = expected.filter { !found.contains($0) }.prefix(3)
        let more = found.filter { !expected.contains($0) }.prefix(3)
        let counts = missing.isEmpty && more.isEmpty ? ["\(found.count), not \(expected.count)"] : []
        return
            "\(what): \((missing.map { "without \($0)" } + more.map { "with \($0)" } + counts).joined(separator: "; "))"
    }

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
