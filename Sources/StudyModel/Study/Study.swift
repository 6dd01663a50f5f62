/// One optimization effort with every choice resolved: the checked content of a study file.
package struct Study: Hashable, Sendable {
    /// The version of the study file's format.
    package static let currentVersion = 1

    package var name: String
    /// What the proposer is asked for: text (a path in the file has been read already).
    package var instructions: String
    package var artifact: ArtifactSettings
    /// Patterns of read-only files that are shown to the proposer.
    package var context: [String]
    package var evaluator: EvaluatorSettings
    package var objective: Objective
    /// Further metrics that decide: a candidate may be better by any of them, and worse by none.
    package var otherObjectives: [Objective] = []
    /// Limits that a candidate must keep to be accepted.
    package var constraints: [Constraint]
    package var examples: ExampleSettings?
    package var batch: BatchSettings
    package var evidence: EvidenceSettings
    package var proposer: ProposerSettings
    /// Runs of the evaluator's command that say at the end what the base's numbers alone would have gained; `nil` for none.
    package var ceiling: Int?
    package var search: SearchSettings
    package var budget: Budget
    package var stop: StopSettings
    package var parallel: ParallelSettings
    package var branches: BranchPolicy
    /// Where slots live; `nil` for the cache folder.
    package var slots: String?
    package var store: StoreSettings
    /// Where every random choice of the run derives from.
    package var seed: UInt64

    package init(
        name: String, instructions: String = "", artifact: ArtifactSettings, context: [String] = [],
        evaluator: EvaluatorSettings, objective: Objective, constraints: [Constraint] = [],
        examples: ExampleSettings? = nil, batch: BatchSettings = .init(),
        evidence: EvidenceSettings = .init(),
        proposer: ProposerSettings = .mutation, ceiling: Int? = nil, search: SearchSettings = .init(),
        budget: Budget = .init(),
        stop: StopSettings = .init(), parallel: ParallelSettings = .init(), branches: BranchPolicy = .living,
        slots: String? = nil, store: StoreSettings = .init(), seed: UInt64 = 1
    ) {
        self.name = name
        self.instructions = instructions
        self.artifact = artifact
        self.context = context
        self.evaluator = evaluator
        self.objective = objective
        self.constraints = constraints
        self.examples = examples
        self.batch = batch
        self.evidence = evidence
        self.proposer = proposer
        self.ceiling = ceiling
        self.search = search
        self.budget = budget
        self.stop = stop
        self.parallel = parallel
        self.branches = branches
        self.slots = slots
        self.store = store
        self.seed = seed
    }
}

extension Study {
    /// All that decide; the first picks the winner.
    package var objectives: [Objective] { [objective] + otherObjectives }

    /// Returns the same study with the objective at a place as the first; each still has its part of the error.
    package func led(by place: Int) -> Study {
        var (study, others) = (self, objectives)
        study.objective = others.remove(at: place)
        study.otherObjectives = others
        return study
    }

    /// Returns the study of one of the objectives alone.
    package func alone(with objective: Objective) -> Study {
        var study = self
        (study.objective, study.otherObjectives) = (objective, [])
        return study
    }

    /// The confidence that a candidate is better by one objective: of several each has its part of the error (Bonferroni), so that all together have no more.
    package var objectiveConfidence: Double {
        let confidence = search.accept.confidence
        return otherObjectives.isEmpty ? confidence : 1 - (1 - confidence) / Double(objectives.count)
    }
}

extension Study {
    /// Patterns of what is never part of a candidate's change: the evaluator's files and those with the examples.
    package var protectedFiles: [String] {
        evaluator.files + exampleFiles
    }

    /// What no proposer may see, in the base, in a candidate or beside it: the evaluator's hidden files and those with the examples.
    package var hiddenFiles: PatternList { PatternList(evaluator.hidden + exampleFiles) }

    private var exampleFiles: [String] { (examples?.source.paths ?? []).map { "/" + $0 } }
}

extension Study {
    /// How much of each trace is read at all: what evidence can show, or all where the journal keeps all.
    package var readHorizon: CreditHorizon { store.traces == .all ? CreditHorizon() : evidence.horizon }
}

/// Which lineages keep a branch: those that live, or every one; or that of the best is alone, or there is none at all, as of a sweep's runs. The journal
/// keeps all of them either way.
package enum BranchPolicy: String, Hashable, Sendable, CaseIterable { case living, all, best, none }

/// How many proposals and evaluations run at once; changes the wall clock, never the result.
package struct ParallelSettings: Hashable, Sendable {
    package var propose: Int
    package var evaluate: Int

    package init(propose: Int = 1, evaluate: Int = 1) {
        self.propose = propose
        self.evaluate = evaluate
    }
}

/// What of the traces the journal keeps: what the evidence showed, or all.
package struct StoreSettings: Hashable, Sendable {
    package enum Traces: String, Hashable, Sendable, CaseIterable { case evidence, all }
    package var traces: Traces

    package init(traces: Traces = .evidence) { self.traces = traces }
}

extension Study {
    /// Whether what is observed are runs that differ by chance, such as timings, and no examples.
    package var isOfNoisyRuns: Bool { examples == nil && !evaluator.deterministic }
}
