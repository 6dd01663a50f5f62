import Git
import Platform
import StudyModel
import Wiring

/// The three commands that bring a folder to a gain on its branch, filled in for what stands there.
package struct FirstCommands: Hashable, Sendable {
    /// A command line to paste, and what it does there.
    package struct Line: Hashable, Sendable {
        package let command: String
        package let effect: String

        init(_ command: String, _ effect: String) {
            self.command = command
            self.effect = effect
        }
    }

    /// What stands there, and so where the commands are to be given.
    package let introduction: String
    /// One for a study, one for a run, one to take its best over.
    package let lines: [Line]

    private init(_ introduction: String, study: Line) {
        self.introduction = introduction
        lines = [
            study,
            Line("hone run", "Try changes, a commit each; your checkout is not touched"),
            Line("hone land best", "Take the best over into your branch; `hone undo` takes that back"),
        ]
    }

    /// Looks at the folder that the process was started in; runs nothing of it.
    package init(_ surroundings: Surroundings) async throws {
        let place = surroundings.directory
        guard let workbench = try Self.workbench(surroundings) else {
            self.init("'\(place)' is no checkout of a git repository. In one of yours:", study: Self.asking)
            return
        }
        let top = try workbench.checkout.top
        guard try await workbench.repository.resolve("HEAD") != nil else {
            self.init("'\(top)' has no commit yet. With the first one made:", study: Self.asking)
            return
        }
        let studies = Studies(directory: place, checkout: workbench.checkout)
        if try studies.exists("hone.yaml") {
            self.init(
                "'\(top)' has a study already:",
                study: Line("hone check", "Run its base, and say what a run can tell and takes"))
            return
        }
        let survey = StudySurvey(workbench: workbench, studies: studies)
        self.init(try await survey.form(StudyAnswers(), name: nil, proposals: .taken), top: top)
    }

    /// Those of a repository without a study, by what was seen in it.
    init(_ form: StudyForm, top: String) {
        guard let measure = form.proposal(for: .command), let editable = form.proposal(for: .editable) else {
            self.init(
                form.seen.isEmpty
                    ? "In '\(top)' nothing was found that tests or times it"
                    : "Found in '\(top)': \(form.seen.joined(separator: "; "))", study: Self.asking)
            return
        }
        let who = form.proposal(for: .proposer).flatMap {
            $0 == ProposerSettings.Kind.mutation.rawValue ? nil : " --proposer \($0.shellWord)"
        }
        self.init(
            "Found in '\(top)': \(form.seen.joined(separator: "; "))",
            study: Line(
                "hone init --yes" + (who ?? ""),
                "Write a study of \(editable), judged by \(measure), and check it; without `--yes` it asks"))
    }

    private static let asking = Line(
        "hone init", "Be asked what shall get better, how it is measured and what may change")

    /// - Returns: `nil` where the folder is not in a checkout.
    private static func workbench(_ surroundings: Surroundings) throws -> Workbench? {
        do {
            let workbench = try Workbench(surroundings, observer: SilentObserver())
            _ = try workbench.checkout.top
            return workbench
        } catch is GitError {
            return nil
        } catch Problem.repository(.bareRepository) {
            return nil
        }
    }
}
