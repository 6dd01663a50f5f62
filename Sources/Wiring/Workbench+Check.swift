import Git
import Search
import StudyFile
import StudyModel
import Workspaces

extension Workbench {
    /// Judges the base as a run would and works out what the run to come can tell and takes; records nothing.
    ///
    /// - Parameter repeats: runs of the command on the base; by default twice what a step makes of it, at least 5.
    package func check(_ parsed: ParsedStudy, repeats: Int?) async throws -> CheckReport {
        try await Self.translating {
            let study = parsed.study
            let plan = try await StudyPlan(study, workbench: self)
            let parts = try await RunAssembly(plan, workbench: self).parts()
            let settings = study.evaluator
            let count = repeats ?? (settings.deterministic ? 2 : max(5, settings.measure.repeats))
            let start = surroundings.monotonic()
            let base = try await evaluate(plan, parts, repeats: count)
            let figures = CheckFigures(
                study: study, base: base, wallSeconds: surroundings.monotonic() - start, repeats: count,
                examples: parts.examples)
            let paths = try await repository.files(of: ObjectID(plan.base.tree))
            let scope = ArtifactScope(study.artifact, evaluatorFiles: settings.files)
            return CheckReport(
                study: study.name, objective: study.objective, baseCommit: plan.base.commit,
                editableFiles: paths.filter { scope.isEditable($0.path) }.count,
                sandbox: Self.words(parts.sandbox), defaults: parsed.defaults, base: base,
                isDeterministic: settings.deterministic, repeatsAgree: figures.repeatsAgree,
                relativeSpread: figures.relativeSpread, detectableGain: figures.detectableGain,
                measure: figures.measure, stepSeconds: figures.stepSeconds, steps: study.budget.steps,
                runSeconds: figures.runSeconds,
                warnings: CheckWarnings(
                    study: study, parsed: parsed, figures: figures, sandbox: parts.sandbox
                ).all
                    + (try await uncoveredPaths(study)))
        }
    }

    /// A deterministic study is measured as if it were not, so that differing repeats show.
    private func evaluate(_ plan: StudyPlan, _ parts: RunParts, repeats: Int) async throws -> Evaluation {
        let examples = parts.examples.filter { $0.split == .train }
        let sitting = Sitting(
            candidates: [plan.base], examples: examples, repeats: repeats, seed: plan.study.seed)
        return try await parts.evaluator.evaluate(sitting)[0]
    }

    static func words(_ sandbox: Sandbox) -> String {
        switch sandbox {
        case .bubblewrap: "bubblewrap"
        case .plain(let absence): "none, a plain process group: \(absence.words)"
        }
    }

    /// Ignored paths of the checkout that no input covers: what a command may lack in a slot.
    private func uncoveredPaths(_ study: Study) async throws -> [String] {
        let listed = try await userGit.run([
            "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z",
        ])
        let inputs = study.evaluator.inputs.map(\.from) + study.evaluator.keep.paths
        let paths = listed.split(separator: "\0").map {
            $0.hasSuffix("/") ? String($0.dropLast()) : String($0)
        }
        let uncovered = paths.filter { path in
            !inputs.contains { path == $0 || path.hasPrefix($0 + "/") || $0.hasSuffix("/" + path) }
        }
        guard !uncovered.isEmpty else { return [] }
        let named = uncovered.prefix(8).joined(separator: ", ") + (uncovered.count > 8 ? ", …" : "")
        return [
            "Git ignores \(named), so no slot has \(uncovered.count == 1 ? "it" : "them"); "
                + "name in `evaluator.inputs` what the evaluator needs of that"
        ]
    }
}
