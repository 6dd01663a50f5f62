/// One hostile case: who tries what. What hone owes is the same for all of them (`HostileGround`).
struct HostileCase: Sendable {
    /// By whom, with what it is made of.
    enum Attack: Sendable {
        /// An agent's command at the first step, a shell script in its slot; at the second it is honest.
        case agent(String)
        /// A candidate's program, run by build, gate and evaluator at the first and third step; the second candidate is honest.
        case candidate(String)
        /// The same of a study over examples, whose answers are hidden; then the sealed test is run, and the run goes on.
        case sealed(String)
        /// An answer from outside, as `hone tell` reads it; an honest one follows.
        case answer(String)
        /// A study file.
        case study(String)
        /// A script that makes the examples' file.
        case examples(String)
        /// A script in the repository of a run of two steps, which then goes on.
        case damage(String)
        /// A script in a bare repository that a run was pushed to, and that somebody else then fetches from.
        case remote(String)
    }

    let kind: String
    let name: String
    let attack: Attack
    /// Whether it does to whatever it reaches what nobody wants on their machine.
    var needsSandbox = false

    /// Whether a sandbox stands between the attack and hone.
    var isConfined: Bool {
        switch attack {
        case .agent, .candidate, .sealed: true
        case .answer, .study, .examples, .damage, .remote: false
        }
    }

    /// Every case, those of a kind together. `OUTSIDE` in a script is a folder that nothing may touch.
    static let all =
        agents + candidates + sealed + answers + studies + examples + damages + remotes
}

extension HostileCase {
    /// The cases of a kind, in the order of their names.
    static func cases(
        _ kind: String, needsSandbox: Bool = false, _ attack: (String) -> Attack,
        _ scripts: [(String, String)]
    ) -> [HostileCase] {
        scripts.map {
            HostileCase(kind: kind, name: $0.0, attack: attack($0.1), needsSandbox: needsSandbox)
        }
    }
}
