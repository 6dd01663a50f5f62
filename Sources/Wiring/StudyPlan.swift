import Git
import Search
import StudyModel
import StudyStore
import Workspaces

/// A study with what it names in the repository looked up: its base, and the evaluator's files.
struct StudyPlan: Sendable {
    let study: Study
    let base: Subject
    let files: EvaluatorFiles

    /// Looks up a study's base and takes the evaluator's files from the checkout; throws `Problem`.
    init(_ study: Study, workbench: Workbench) async throws {
        let name = study.artifact.base
        guard let commit = try await workbench.repository.resolve(name) else {
            if name == "HEAD", case .unborn(let branch) = try await workbench.repository.head() {
                throw Problem.repository(.noCommits(branch: branch))
            }
            throw Problem.study(.unknownBase(name))
        }
        let tree = try await workbench.repository.readCommit(commit).tree
        let scope = ArtifactScope(study.artifact, evaluatorFiles: study.evaluator.files)
        guard try await workbench.repository.files(of: tree).contains(where: { scope.isEditable($0.path) })
        else {
            throw Problem.study(.nothingEditable(patterns: study.artifact.editable, base: name))
        }
        self.study = study
        base = Subject(commit: CommitID(commit), tree: TreeID(tree))
        let patterns = study.evaluator.files + (study.examples.map { ["/" + $0.file] } ?? [])
        files = try EvaluatorFiles.collect(from: workbench.checkout, patterns: patterns)
    }

    /// The plan of a run that began earlier.
    init(_ record: RunRecord, files: EvaluatorFiles) {
        study = record.study
        base = Subject(commit: record.base, tree: record.baseTree)
        self.files = files
    }

    /// What every slot holds beside the candidate. The examples are given to the command alone, and not as a file of the artifact.
    func layout(checkout: String) -> SlotLayout {
        var layout = SlotLayout(study.evaluator, files: files, checkout: checkout)
        guard let file = study.examples?.file else { return layout }
        layout.overlay.removeAll { $0.path == file }
        layout.hidden = PatternList(study.evaluator.hidden + ["/" + file])
        return layout
    }

    /// The study's examples by split; empty where it has none.
    func examples() throws -> [Example] {
        guard let settings = study.examples else { return [] }
        guard let file = files.files.first(where: { $0.path == settings.file }) else {
            throw Problem.study(
                .examples(file: settings.file, reason: "there is no such file in the checkout"))
        }
        do {
            return try ExampleSplitter(settings, seed: study.seed).split(
                String(decoding: file.bytes, as: UTF8.self))
        } catch {
            throw Problem.study(.examples(file: settings.file, reason: "\(error)"))
        }
    }
}
