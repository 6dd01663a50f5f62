import StudyModel

/// Proposes small edits of numbers and lines, in any language, without a model.
///
/// In the manner of genetic improvement: Magpie (Blot and Petke, "MAGPIE: Machine automated general performance improvement via
/// evolution of software", 2022) and PyGGI (An, Blot, Petke and Yoo, "PyGGI 2.0", ESEC/FSE 2019). Which kind of edit is tried is
/// learned by Thompson sampling (`EditHistory`). A function of the request: the same request gives the same proposal.
package struct MutationProposer: Proposer {
    /// How far a proposal looks before it gives up.
    package struct Limits: Hashable, Sendable {
        /// Random edits that turn out evaluated already, before every edit is gone through in order.
        package var draws: Int
        /// Edits that are gone through in order.
        package var enumerated: Int
        /// Files read for random edits; of more editable ones that many are drawn.
        package var files: Int

        package init(draws: Int = 60, enumerated: Int = 5000, files: Int = 32) {
            self.draws = draws
            self.enumerated = enumerated
            self.files = files
        }
    }

    private let limits: Limits
    private let covered: CoveredBase?

    /// - Parameter covered: which lines are executed where candidates are measured; others are edited less where that is known.
    package init(limits: Limits = .init(), covered: CoveredBase? = nil) {
        self.limits = limits
        self.covered = covered
    }

    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        var generator = SeededGenerator(seed: Seeds.derive(request.seed, "mutation"))
        let paths = generator.shuffled(try await request.artifact.editablePaths())
        let sources = try await sample(of: paths, from: request.artifact)
        guard !sources.isEmpty else {
            return .none("no editable file holds text that can be mutated")
        }
        let sampler = EditSampler(sources: sources, history: EditHistory(request.edits))
        for _ in 0..<limits.draws {
            guard let mutation = Mutation(from: sampler, of: sources, using: &generator) else { continue }
            if try await request.artifact.isNovel(mutation.changes) { return mutation.proposal }
        }
        return try await firstNovel(in: paths, of: request.artifact)
    }

    private func sample(of paths: [String], from artifact: any ArtifactView) async throws -> [Source] {
        var sources: [Source] = []
        for path in paths where sources.count < limits.files {
            try Task.checkCancellation()
            if let source = try await read(path, from: artifact) { sources.append(source) }
        }
        return sources
    }

    private func firstNovel(in paths: [String], of artifact: any ArtifactView) async throws -> Proposal {
        var tried = 0
        for path in paths {
            guard let source = try await read(path, from: artifact) else { continue }
            for edit in EditEnumeration(source) {
                guard let mutation = Mutation(edit, of: source) else { continue }
                if try await artifact.isNovel(mutation.changes) { return mutation.proposal }
                tried += 1
                try Task.checkCancellation()
                guard tried < limits.enumerated else {
                    return .none("the \(tried) mutations that were gone through have all been evaluated")
                }
            }
        }
        return .none("every mutation of the editable files has been evaluated")
    }

    private func read(_ path: String, from artifact: any ArtifactView) async throws -> Source? {
        guard let bytes = try await artifact.read(path) else { return nil }
        return Source(
            path: path, bytes: bytes, editable: try await artifact.editableLines(of: path),
            isExecutable: try await artifact.isExecutable(path), weights: try await covered?.weights(of: path)
        )
    }
}

extension Proposal {
    fileprivate static func none(_ problem: String) -> Proposal {
        .nothing(Failure(.step, problem), summary: "no mutation")
    }
}
