import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone init --template`: a repository of a study that is ready.
    struct TemplateTests {
        @Test
        func `a template becomes a repository with a branch for each start, and nothing is overwritten`()
            throws
        {
            let user = try UserRepository()
            #expect(try user.succeed("init", "--template", "ml-pipeline").contains("README.md"))
            let git = { try user.repository.git("-C", user.path + "/ml-pipeline", $0, $1, $2) }
            #expect(try git("status", "--porcelain", "--ignored") == "")
            #expect(
                try git("branch", "--format=%(refname:short)", "--list")
                    == "main\nmany-functions\none-function")
            #expect(try git("diff", "--name-only", "one-function..many-functions") == "pipeline.py")
            let again = try user.hone("init", "--template", "ml-pipeline")
            #expect(again.status == 1 && again.errors.contains("is not empty"))
            let unknown = try user.hone("init", "--template", "ml")
            #expect(
                unknown.status == 64
                    && unknown.errors.contains(
                        "Templates are atari, bbeh, c, config, ml-pipeline, prompt, python, rust, swift")
            )
            #expect(try user.hone("init", "somewhere").status == 64)
        }

        @Test(.needsStudyPython)
        func `the pipeline's sweep runs on a real table, and the winner is tested on sealed rows`() throws {
            let study = try TemplateStudy("ml-pipeline")
            #expect(try study.python("prepare.py", "classification").contains("scikit-learn's own"))
            try study.succeed("check")
            try study.change("sweep.yaml", ["each: 20": "each: 1", "seeds: 7": "seeds: 1"])
            try study.succeed("sweep")
            let sweep = try study.sweep()
            #expect(sweep.ended && sweep.cells.map(\.runs.count) == [1, 1] && sweep.missing == nil)
            for run in sweep.runs {
                #expect(run.state == "finished" && run.spent?.updates == 1, "\(run.reason ?? "")")
                #expect((0...1).contains(try #require(run.figure)))
            }
            let chosen = try #require(sweep.chosen)
            #expect(sweep.cells[chosen - 1].runs.allSatisfy { (0...1).contains($0.test ?? -1) })
            if let titanic = SharedData.titanic {
                let made = try study.python("prepare.py", "classification", titanic)
                #expect(made.contains("1391 that score each step, 1738 sealed"))
                try study.succeed("run", "--steps", "2")
            }
        }

        /// The paper's meta-overfitting: what is learned gets better and what is told gets worse, on rows that select as on sealed ones.
        @Test(
            .needsStudyPython, .enabled(if: SharedData.titanic != nil, "no table of Spaceship Titanic here"))
        func `a pipeline that learns rows by heart is not the winner, and the sealed rows agree`() throws {
            let study = try TemplateStudy("ml-pipeline")
            try study.python("prepare.py", "classification", #require(SharedData.titanic))
            try study.put(
                "pieces/preprocess/codes.py", "pieces/select_features/all.py",
                "pieces/ensemble_model/forest.py",
                "pieces/train_model/plain.py", "pieces/predict/likely.py", in: "pipeline.py",
                of: "many-functions")
            try study.propose("pieces/ensemble_model/tree.py", in: "pipeline.py", from: "many-functions")
            try study.change("hone.yaml", ["base: one-function ": "base: many-functions "])
            #expect(try study.succeed("run").contains("the base is still the best"))
            let steps = try study.steps("classification-1")
            let fits = steps.compactMap { $0.scores?.first?.metrics?["fit"]?.value }
            let scores = steps.compactMap { $0.value(on: "train") }
            #expect(fits.count == 2 && fits[0] < 0.95 && fits[1] > 0.999)
            #expect(scores.count == 2 && scores[0] > scores[1] + 0.05)
            try study.succeed("test", "classification-1:1")
            let sealed = try study.steps("classification-1").compactMap { $0.value(on: "test") }
            #expect(sealed.count == 2 && sealed[0] > sealed[1] + 0.05)
        }
    }
}
