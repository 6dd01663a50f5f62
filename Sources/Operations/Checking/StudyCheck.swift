import Git
import ObjectIDs
import Search
import StudyFile
import StudyModel
import Wiring
import Workspaces

/// Judges the base as a run would and works out what the run to come can tell and takes; records nothing.
package struct StudyCheck: Sendable {
    let workbench: Workbench
    let tests: SealedTests

    /// Checks a study, with its obstacles and warnings.
    ///
    /// - Parameter repeats: runs of the command on the base; by default as many as a step makes, at least 5, and 2 where one trial decides.
    package func report(on parsed: ParsedStudy, repeats: Int?) async throws -> CheckReport {
        // What would refuse the run refuses here, before anything is measured.
        try await workbench.store.checkBeforeFirstEvent()
        let (plan, assembly) = try await measuringAssembly(parsed.study)
        try assembly.checkPrograms()
        let proposer = try await assembly.tryProposer()
        let parts = try assembly.parts()
        let tuning = try await assembly.tuning()
        let decided = try DecidedStudy(
            parsed.proposing(inRoundsOf: assembly.generation(of: tuning)), examples: parts.examples)
        let parsed = decided.parsed
        let study = parsed.study
        let figures = try await figures(study, parts, repeats: repeats, replySeconds: proposer.seconds)
        if study.evaluator.deterministic, let comesAgain = figures.comesAgain {
            workbench.store.keep(
                reproducible: comesAgain,
                of: try EvaluatorIdentity(of: plan, parsed.settings, checkout: workbench.checkout.top))
        }
        let examples = study.examples.map {
            CheckExamples(review: ExampleReview(parts.examples, settings: $0), study: study)
        }
        let tokens = try await CheckTokens(
            study, parts, figures: figures, repository: workbench.repository)
        var covered: CheckCoverage?
        if let coverage = try await assembly.coverage() {
            covered = try await CheckCoverage(coverage, of: assembly.base)
        }
        let warnings = CheckWarnings(
            study: study, parsed: parsed, decided: decided, figures: figures, sandbox: parts.sandbox,
            examples: examples,
            tokens: tokens)
        return CheckReport(
            study: study.name, objectives: figures.objectives,
            baseCommit: parts.base.commit,
            editableFiles: try await editableFiles(study, parts.base),
            coverage: covered, tuning: tuning,
            sandbox: parts.sandbox.words, agent: proposer.agent, settings: parsed.settings,
            base: figures.base,
            sample: figures.sample,
            isDeterministic: study.evaluator.deterministic,
            takesEarlierFigures: study.takesEarlierFigures && figures.comesAgain == true,
            measure: figures.measure, usualPairs: figures.usualPairs,
            stepSeconds: figures.stepSeconds, steps: figures.steps, runSeconds: figures.runSeconds,
            splits: examples?.review.splits ?? [],
            overlaps: examples?.review.overlaps ?? [], tokens: tokens,
            advice: CheckAdvice.all(
                study, parsed.settings, base: figures.base,
                train: parts.examples.count { $0.split == .train },
                starts: try await otherStarts(study, parts.base)),
            warnings: proposer.obstacles + warnings.all
                + (try await EditableTests(study, base: assembly.base).warnings())
                + (try await emptySubmodules(plan)) + (try await uncoveredPaths(plan)))
    }

    /// A study that says it is deterministic is measured as if it were not, so that differing repeats show.
    private func measuringAssembly(_ study: Study) async throws -> (StudyPlan, RunAssembly) {
        var study = study
        study.evaluator.deterministic = false
        let plan = try await StudyPlan(study, workbench: workbench)
        return (plan, try await RunAssembly(plan, workbench: workbench))
    }

    private func figures(
        _ study: Study, _ parts: RunParts, repeats: Int?, replySeconds: Double
    ) async throws -> CheckFigures {
        let count = repeats ?? (study.evaluator.deterministic ? 2 : max(5, study.repeats))
        let start = workbench.surroundings.monotonic()
        let sitting = Sitting(
            candidates: [parts.base], examples: parts.examples.filter { $0.split == .train }, repeats: count,
            seed: study.seed)
        let base = try await parts.patient.evaluate(sitting)[0]
        return CheckFigures(
            study, base: base, wallSeconds: workbench.surroundings.monotonic() - start, repeats: count,
            examples: parts.examples, replySeconds: replySeconds,
            looks: try await tests.looks(at: parts.examples))
    }

    private func editableFiles(_ study: Study, _ base: Subject) async throws -> Int {
        let scope = ArtifactScope(study)
        return try await workbench.repository.files(of: ObjectID(base.tree)).filter {
            scope.isEditable($0.path)
        }.count
    }

    /// Branches on which the artifact's files are others than in the base, and that neither lead to the base nor come from it: other starts.
    private func otherStarts(_ study: Study, _ base: Subject) async throws -> [String] {
        let repository = workbench.repository
        let scope = ArtifactScope(study)
        let editable = { (commit: ObjectID) in
            try await repository.files(of: try await repository.tree(of: commit)).filter {
                scope.isEditable($0.path)
            }.map { [$0.path, "\($0.id)"] }
        }
        let (heads, commit) = ("refs/heads/", ObjectID(base.commit))
        let branches = try await repository.references(prefix: heads).filter {
            !$0.name.hasPrefix(heads + "hone/") && $0.target != commit
        }
        // Of so many branches most are no starts, and reading them all takes its time.
        guard branches.count <= 8 else { return [] }
        let own = try await editable(commit)
        var starts: [String] = []
        for branch in branches {
            let isOnTheWay = try await repository.isAncestor(branch.target, of: commit)
            let comesFrom = try await repository.isAncestor(commit, of: branch.target)
            guard !isOnTheWay, !comesFrom else { continue }
            let files = try await editable(branch.target)
            if !files.isEmpty, files != own { starts.append(String(branch.name.dropFirst(heads.count))) }
        }
        return starts
    }

    /// Submodules of the base, whose folders are empty in every slot.
    private func emptySubmodules(_ plan: StudyPlan) async throws -> [String] {
        let covered = plan.study.evaluator.inputs.map(\.to)
        let files = try await workbench.repository.files(of: ObjectID(plan.base.tree))
        let paths = files.filter { $0.mode == .submodule }.map(\.path).filter { path in
            !covered.contains { path == $0 || path.hasPrefix($0 + "/") }
        }
        guard let first = paths.first else { return [] }
        let others = paths.count > 1 ? " and \(paths.count - 1) more" : ""
        return [
            "The submodule '\(first)'\(others) is empty in every slot; what the evaluator needs of it is an input: "
                + "`evaluator.inputs: [{from: \(first), to: \(first)}]`"
        ]
    }

    /// Ignored paths of the checkout of which no slot has anything: what a command may lack there.
    private func uncoveredPaths(_ plan: StudyPlan) async throws -> [String] {
        let listed = try await workbench.git.run([
            "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z",
        ])
        let evaluator = plan.study.evaluator
        let inputs = evaluator.inputs.map(\.from) + evaluator.keep.paths
        let files = plan.files.files.map(\.path)
        let paths = listed.split(separator: "\0").map {
            $0.hasSuffix("/") ? String($0.dropLast()) : String($0)
        }
        let uncovered = paths.filter { path in
            !inputs.contains { path == $0 || path.hasPrefix($0 + "/") || $0.hasSuffix("/" + path) }
                && !files.contains { $0 == path || $0.hasPrefix(path + "/") }
        }
        guard !uncovered.isEmpty else { return [] }
        let named = uncovered.prefix(8).joined(separator: ", ") + (uncovered.count > 8 ? ", …" : "")
        return [
            "Git ignores \(named), so no slot has \(uncovered.count == 1 ? "it" : "them"); "
                + "name in `evaluator.inputs` what the evaluator needs of that, or in `evaluator.files`"
        ]
    }
}

extension Sandbox {
    /// How processes are confined, in a few words.
    var words: String {
        switch self {
        case .bubblewrap: "bubblewrap"
        case .plain(let absence): "none, a plain process group: \(absence.words)"
        }
    }
}
