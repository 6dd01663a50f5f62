import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// `hone init --template atari`: a policy that plays, and a real console.
    @Suite(.needsStudyPython) struct PolicyTemplateTests {
        @Test func `a horizon bounds what is shown, and no score`() throws {
            let study = try TemplateStudy("atari")
            try study.python("prepare.py", "pong", "--episodes", "1", "--steps", "100")
            try study.succeed("check")
            try study.change("sweep.yaml", ["each: 20": "each: 2", "seeds: 5": "seeds: 1"])
            let said = try study.succeed("sweep")
            #expect(said.contains("cell 2") && said.contains("Missing: none."))
            let runs = try study.sweep().runs
            #expect(runs.count == 2 && runs[0].figure == runs[1].figure)
            #expect(try #require(runs[0].figure) >= -21)
            let shown = try runs.map { try study.succeed("show", $0.run + ":1", "--evidence") }
            #expect(shown[0].contains("step 100\n") && !shown[1].contains("step 2\n"))
            for text in shown { #expect(text.contains("points in 100 steps")) }
        }

        @Test func `following the ball beats standing still, in every episode that nobody saw`() throws {
            let study = try TemplateStudy("atari")
            try study.python("prepare.py", "pong", "--episodes", "1", "--steps", "500")
            try study.put("pieces/foresee/ball.py", in: "policy.py")
            try study.propose("pieces/select_action/serve.py", in: "policy.py")
            let said = try study.succeed("run")
            #expect(said.contains("pong-1:1 is better than the base"))
        }

        @Test(arguments: [
            ("pong", "RIGHT", "y"), ("breakout", "LEFT", "x"), ("space_invaders", "RIGHT", "x"),
            ("freeway", "UP", "y"), ("asterix", "LEFT", "x"), ("enduro", "RIGHT", "x"),
            ("qbert", "DOWN", "y"),
            ("seaquest", "DOWN", "y"),
        ])
        func `of each game the player is seen where it moves`(game: String, action: String, axis: String)
            throws
        {
            let study = try TemplateStudy("atari")
            try study.python("prepare.py", game)
            #expect(
                try study.user.repository.read("study/hone.yaml").contains("evaluate.py \(game), timeout"))
            let moved = """
                import games
                places = []
                for action in ["NOOP", "\(action)"]:
                    game = games.Game("\(game)")
                    for step in range(90):
                        game.act("NOOP" if step < 60 else action)
                    places.append(game.seen()["Player"]["\(axis)"])
                print(places[0] != places[1])
                """
            #expect(try study.python("-c", moved) == "True\n")
        }

        @Test func `a policy that is wrong is told so, and uses no update`() throws {
            let study = try TemplateStudy("atari")
            try study.python("prepare.py", "pong", "--episodes", "1", "--steps", "50")
            try study.propose(
                "pieces/foresee/misspelled.py", "pieces/select_action/onward.py", in: "policy.py")
            try study.succeed("run")
            let steps = try study.steps("pong-1")
            #expect(steps.map(\.outcome) == ["scored", "crashed", "crashed"])
            #expect(try study.succeed("show", "pong-1:1").contains("KeyError: 'Bal'"))
            #expect(try study.succeed("show", "pong-1:2").contains("'UP' is no action of pong"))
        }
    }
}
