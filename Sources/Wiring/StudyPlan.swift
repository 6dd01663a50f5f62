import Git
import Search
import StudyModel
import StudyStore
import Workspaces

/// A study with what it names in the repository looked up: its base, and the evaluator's files.
package struct StudyPlan: Sendable {
    /// As it was read, or recorded.
    package private(set) var study: Study
    /// The commit that it starts from.
    package let base: Subject
    /// The commits from which lineages begin beside it.
    package let starts: [CommitID]
    /// The evaluator's files, as they are in the checkout or were when the run began.
    package let files: EvaluatorFiles

    /// Looks up a study's base and takes the evaluator's files from the checkout; throws `Problem`.
    package init(_ study: Study, workbench: Workbench) async throws {
        let name = study.artifact.base
        guard let commit = try await workbench.repository.resolve(name) else {
            if name == "HEAD", case .unborn(let branch) = try await workbench.repository.head() {
                throw Problem.repository(.noCommits(branch: branch))
            }
            throw Problem.study(.unknownBase(name))
        }
        try await workbench.fetchMissing(of: commit.hex)
        let tree = try await workbench.repository.readCommit(commit).tree
        let scope = ArtifactScope(study)
        let files = try await workbench.repository.files(of: tree)
        guard files.contains(where: { scope.isEditable($0.path) }) else {
            throw Problem.study(.nothingEditable(patterns: study.artifact.editable, base: name))
        }
        var starts: [CommitID] = []
        for name in study.search.strategy.starts {
            guard let start = try await workbench.repository.resolve(name) else {
                throw Problem.study(.unknownStart(name))
            }
            try await workbench.fetchMissing(of: start.hex)
            let own = try await workbench.repository.files(of: workbench.repository.readCommit(start).tree)
            let differing = Set(own).symmetricDifference(files).map(\.path)
            if let path = differing.filter({ !scope.isEditable($0) }).min() {
                throw Problem.study(.startOutOfScope(name, path: path))
            }
            starts.append(CommitID(start))
        }
        self.study = study
        self.starts = starts
        base = Subject(commit: CommitID(commit), tree: TreeID(tree))
        self.files = try await Self.evaluatorFiles(of: study, in: workbench)
    }

    /// The evaluator's files as the checkout has them now.
    package static func evaluatorFiles(of study: Study, in workbench: Workbench) async throws
        -> EvaluatorFiles
    {
        try EvaluatorFiles.collect(
            from: workbench.checkout.top, patterns: study.protectedFiles,
            modes: try await workbench.checkoutModes())
    }

    /// The plan of a run that began earlier.
    package init(_ record: RunRecord, files: EvaluatorFiles) {
        study = record.study
        base = Subject(commit: record.base, tree: record.baseTree)
        starts = record.starts
        self.files = files
    }

    /// The plan of a run that began earlier, with the evaluator's files of then.
    package init(_ journal: RunJournal) async throws {
        let files = EvaluatorFiles(try await journal.evaluatorFiles().map { OverlayFile($0) })
        self.init(journal.record, files: files)
    }

    /// The same with the paths that its sandbox shows as the system takes them; throws where one is not there.
    func located(in checkout: String) throws -> StudyPlan {
        var plan = self
        plan.study.evaluator.sandbox = try study.evaluator.sandbox.located(in: checkout)
        return plan
    }

    /// What every slot holds beside the candidate. The examples are given to the command alone, and not as a file of the artifact.
    func layout(checkout: String) -> SlotLayout {
        var layout = SlotLayout(study.evaluator, files: files, checkout: checkout)
        guard let paths = study.examples?.source.paths else { return layout }
        layout.overlay.removeAll { paths.contains($0.path) }
        layout.hidden = study.hiddenFiles
        return layout
    }

    /// The study's examples by split; empty where it has none.
    package func examples() throws -> [Example] {
        guard let settings = study.examples else { return [] }
        let paths = settings.source.paths
        let texts = files.files.filter { paths.contains($0.path) }
            .map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }
        do throws(ExampleError) {
            let examples = try ExampleSplitter(settings, seed: study.seed)
                .split(files: Dictionary(texts) { first, _ in first })
            try study.check(examples)
            return examples
        } catch {
            throw Problem.study(.examples(file: paths.joined(separator: "', '"), reason: error.sentence))
        }
    }
}
