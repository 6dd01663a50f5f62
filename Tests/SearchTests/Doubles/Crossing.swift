import Search
import StudyModel

/// A strategy with candidates of two parents: two lineages grow from the base in turn, and each third turn brings their heads together.
struct Crossing: Strategy {
    private static let names = [LineageName.first, LineageName(ordinal: 1)]

    /// Counts `x` up in one lineage and `y` in the other; of two parents it takes what is larger in either.
    static let proposer = ScriptedProposer { request in
        var generator = SeededGenerator(seed: request.seed)
        let old = try await numbers(in: request.artifact)
        guard let other = request.others.first else {
            let path = request.step.number % 3 == 1 ? "x" : "y"
            return .writing("\((old[path] ?? 0) + generator.below(4) - 1)", to: path)
        }
        let theirs = try await numbers(in: other)
        let changes = theirs.filter { $0.value > old[$0.key] ?? 0 }.sorted { $0.key < $1.key }
        return Proposal(
            changes: changes.map {
                FileChange(path: $0.key, content: .file(Array("\($0.value)".utf8), executable: false))
            },
            summary: "bring both together")
    }

    private static func numbers(in files: any ArtifactView) async throws -> [String: Int] {
        var numbers: [String: Int] = [:]
        for path in try await files.editablePaths() {
            let text = String(decoding: try await files.read(path) ?? [], as: UTF8.self)
            numbers[path] = Int(text.filter { !$0.isNewline })
        }
        return numbers
    }

    var choosesParentsBySelection: Bool { true }

    func plan(_ count: Int, from state: SearchState, seed: UInt64) -> [Turn] {
        let lineages = state.view.lineages
        let heads = Self.names.map { lineages[$0]?.head ?? state.view.record.base }
        return (0..<count).map { index in
            let turn = (state.steps + index) % 3
            if turn < 2 { return Turn(Self.names[turn], from: Parents(heads[turn])) }
            guard heads[0] != heads[1] else { return Turn(.first, from: Parents(heads[0])) }
            var generator = SeededGenerator(seed: Seeds.derive(seed, String(index)))
            let first = generator.below(2)
            return Turn(Self.names[first], from: Parents(heads[first], [heads[1 - first]]))
        }
    }

    func settle(
        _ step: StepSummary, before later: ArraySlice<StepSummary>, in state: SearchState
    ) -> Settlement {
        let known = state.view.lineages[step.lineage]
        var settlement = Settlement()
        if known == nil { settlement.moves = [LineageMove(step.lineage, .born(at: step.parent))] }
        guard step.verdict == .accepted, let candidate = step.candidate else { return settlement }
        if known?.head ?? step.parent == step.parent {
            settlement.moves.append(LineageMove(step.lineage, .advanced(to: candidate)))
        } else {
            settlement.rejection = "its lineage went on in this round"
        }
        return settlement
    }
}
