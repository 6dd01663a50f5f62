import LanguageModel
import Platform
import StudyModel

/// Who could propose on this machine: agents, servers of models, keys by their names.
struct SurveyedProposers: Sendable {
    /// Agents that are installed and logged in.
    private let agents: [AgentPreset]
    /// Those that are installed alone.
    private let strangers: [AgentPreset]
    /// Models of servers on this machine, the first of each.
    private let local: [(model: String, url: String)]
    /// Whose keys the environment has.
    private let keys: [ModelProvider]

    /// Where llama.cpp and Ollama listen.
    static let servers = ["http://127.0.0.1:8080", "http://127.0.0.1:11434"]

    /// Looks at the PATH, at files of the home, at names of variables, and at what listens on this machine; starts no program.
    init(_ checkout: SurveyedCheckout, servers: [String] = Self.servers) async {
        let environment = checkout.environment
        let isSet = { (name: String) in environment[name]?.isEmpty == false }
        let installed = AgentPreset.allCases.filter { checkout.program($0.executable) != nil }
        let isLoggedIn = { (preset: AgentPreset) in
            preset.keys.contains(where: isSet)
                || preset.credentials.contains { HostFile.exists("\(environment["HOME"] ?? "")/\($0)") }
        }
        agents = installed.filter(isLoggedIn)
        strangers = installed.filter { !isLoggedIn($0) }
        keys = ModelProvider.all.filter { $0.key.map(isSet) == true }
        local = await withTaskGroup(of: (String, String)?.self) { group in
            for url in servers {
                group.addTask {
                    await LocalModels.names(at: url, within: .milliseconds(300))?.first.map { ($0, url) }
                }
            }
            var found: [(model: String, url: String)] = []
            for await one in group { if let (model, url) = one { found.append((model, url)) } }
            return found.sorted { $0.url < $1.url }
        }
    }

    /// The first that can start at once: an agent, then a model here, then edits at random.
    var proposed: ProposerChoice {
        agents.first.map { .agent($0) }
            ?? local.first.map { .model($0.model, .local($0.url)) } ?? .plain(.mutation)
    }

    /// What was seen, a line each.
    var seen: [String] {
        agents.map { "Agent \($0.rawValue), logged in" }
            + strangers.map { "Agent \($0.rawValue), not logged in (`\($0.executable)` once, or a key)" }
            + local.map { "Model \($0.model) at \($0.url)" }
            + keys.compactMap { provider in
                provider.key.map { "Key \($0): models by `--proposer \(provider.name):MODEL`" }
            }
    }

    /// What to say where tests judge code and only edits at random are proposed.
    static let mutationAdvice =
        "Mutation changes numbers and lines at random, which rarely helps code with tests, or a prompt. Better: an agent that is logged in "
        + "(`--proposer claude-code`, codex or aider), or a model (`--proposer MODEL@URL`)"
}
