import StudyModel

/// Proposes what a function of the request says.
struct ScriptedProposer: Proposer {
    let script: @Sendable (ProposalRequest) async throws -> Proposal

    init(_ script: @escaping @Sendable (ProposalRequest) async throws -> Proposal) { self.script = script }

    func propose(_ request: ProposalRequest) async throws -> Proposal { try await script(request) }

    /// Adds a number from -3 to 3 to the one in `x`, drawn by the request's seed.
    static let walk = ScriptedProposer { request in
        var generator = SeededGenerator(seed: request.seed)
        let old = Int(String(decoding: try await request.artifact.read("x") ?? [], as: UTF8.self)) ?? 0
        return .writing("\(old + generator.below(7) - 3)", edit: generator.below(2) == 0 ? "left" : "right")
    }

    /// Writes 1 into `x` or `y` and 0 into the other, and the step's number so that every proposal is new: both are 1 where two are brought together.
    static let halves = ScriptedProposer { request in
        var generator = SeededGenerator(seed: request.seed)
        let texts =
            generator.below(2) == 0 ? ["1 \(request.step.number)", "0"] : ["0", "1 \(request.step.number)"]
        return Proposal(
            changes: zip(["x", "y"], texts).map {
                FileChange(path: $0, content: .file(Array($1.utf8), executable: false))
            }, summary: "a half")
    }

    /// Writes the step's number into `x`, so that every proposal is new.
    static let counter = ScriptedProposer { request in .writing("\(request.step.number)") }
}

extension Proposal {
    static func writing(_ text: String, to path: String = "x", edit: String? = nil) -> Proposal {
        Proposal(
            changes: [FileChange(path: path, content: .file(Array(text.utf8), executable: false))],
            summary: "write \(text)", edit: edit)
    }
}
