import Foundation
import Proposers
import Search
import Simulation
import Statistics
import StudyModel
import Synchronization
import TestSupport
import Testing

/// The mutation proposer beside the search of Magpie, by which genetic improvement of lines is known, at equal evaluations.
///
/// Compiles thousands of candidates: runs where `HONE_TEST_LINE_EDITS=1` is set, and takes some minutes.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["HONE_TEST_LINE_EDITS"] == "1",
        "HONE_TEST_LINE_EDITS=1 asks for it"), .needs("cc"), .ownThread)
struct LineEditReferenceTests {
    private static let evaluations = 60

    @Test func `a needless pause goes after no more evaluations than by Magpie's search`() async throws {
        let judge = PauseJudge()
        var (own, others): ([Double], [Double]) = ([], [])
        for seed in UInt64(1)...30 {
            own.append(Double(try await evaluationsOfMutation(seed, judge)))
            others.append(
                Double(try PatchSearch.evaluations(Self.evaluations, seed: seed, judge: judge)))
        }
        let test = RankSumTest(of: own.map { -$0 }, over: others.map { -$0 })
        let interval = test.superiorityInterval(confidence: 0.95)
        print("P(sooner) \(test.superiority) \(interval)\nown \(own.sorted())\nMagpie's \(others.sorted())")
        #expect(interval.upperBound > 0.5)
    }

    /// After how many evaluations there is no pause any more, by what `auto` chooses; one more than there are where there always was.
    private func evaluationsOfMutation(_ seed: UInt64, _ judge: PauseJudge) async throws -> Int {
        var study = Study(
            name: "pause", artifact: ArtifactSettings(editable: ["x"]),
            evaluator: EvaluatorSettings(
                command: TimedCommand(run: .shell("true"), timeout: .seconds(1)), deterministic: true),
            objective: Objective(direction: .minimize), budget: Budget(steps: Self.evaluations), seed: seed)
        study.search.strategy = StrategyKind.fitting(study)
        study.search.accept.rule = .notWorse
        study.stop.score = 0
        let repository = InMemoryRepository(study, base: ["x": PauseJudge.program])
        let loop = LearningLoop(
            store: InMemoryRunStore(repository), proposer: MutationProposer(),
            evaluator: TextEvaluator(repository: repository) { try judge.pauses($0).map(Double.init) },
            observer: SilentObserver(), strategy: StrategyKind.makeStrategy(of: study),
            clock: ContinuousClock(), date: { 0 })
        let end = try await loop.run(stop: StopRequest())
        return end.view.step(of: end.view.best)?.score?.value == 0
            ? end.view.spent.steps : Self.evaluations + 1
    }
}

/// Counts the pauses that a program makes in its tests.
private final class PauseJudge: Sendable {
    static let program = """
        #include "judge.h"

        void rest() {
          const double moment = 0.001; // of a second
          wait_for(moment); // whatever comes of it
        }

        int kind_of_triangle(double a, double b, double c) {
          double held;

          rest();

          // The longest side comes last
          if (a > b) {
            held = a;
            a = b;
            b = held;
          }

          if (a > c) {
            held = a;
            a = c;
            c = held;
          }

          if (b > c) {
            held = b;
            b = c;
            c = held;
          }

          if (a + b <= c)
            return NONE;
          if (a == b && b == c)
            return EQUAL;
          if (a == b || b == c)
            return TWO_EQUAL;
          return UNEQUAL;
        }

        """

    private static let header = """
        enum { NONE, EQUAL, TWO_EQUAL, UNEQUAL };
        void wait_for(double seconds);
        int kind_of_triangle(double, double, double);

        """

    private static let tests = """
        #include <stdio.h>
        #include <stdlib.h>
        #include "judge.h"
        static int pauses, wrong;
        void wait_for(double seconds) { if (++pauses > 100000) exit(3); }
        static void expect(int kind, double a, double b, double c) { wrong += kind_of_triangle(a, b, c) != kind; }
        static void expect_any_order(int kind, double a, double b, double c) {
          expect(kind, a, b, c); expect(kind, a, c, b); expect(kind, b, a, c);
          expect(kind, b, c, a); expect(kind, c, a, b); expect(kind, c, b, a);
        }
        int main(void) {
          expect_any_order(NONE, 1, 2, 9); expect_any_order(NONE, 1, 1, -1);
          expect(EQUAL, 1, 1, 1); expect(EQUAL, 100, 100, 100);
          expect_any_order(TWO_EQUAL, 100, 90, 90); expect(TWO_EQUAL, 2, 2, 3);
          expect_any_order(UNEQUAL, 5, 4, 3);
          if (wrong) return 1;
          printf("%d", pauses);
          return 0;
        }

        """

    private let known = Mutex<[String: Int?]>([:])

    /// Returns how often a program pauses; `nil` where it is none, or gives a wrong answer.
    func pauses(_ program: String) throws -> Int? {
        if let count = known.withLock({ $0[program] }) { return count }
        let folder = try TemporaryDirectory()
        for (name, text) in [("judge.h", Self.header), ("judge.c", Self.tests), ("x.c", program)] {
            try folder.write(text, to: name)
        }
        let result = try TestProcess.run(
            ["sh", "-c", "ulimit -t 5 && cc -w -o x x.c judge.c && ./x"], in: folder.path,
            environment: ["PATH": TestProcess.systemFolders.joined(separator: ":")])
        let count = result.status == 0 ? Int(result.output) : nil
        known.withLock { $0[program] = .some(count) }
        return count
    }
}

/// The first improvement of Magpie (Blot and Petke, arXiv 2208.02811), with its edits of lines: a candidate is a list of edits of the first
/// program, which grows by one or loses one; what is not worse is gone on with.
private struct PatchSearch {
    private enum Edit: Hashable {
        case delete(Int)
        case replace(Int, by: Int)
        case insert(Int, before: Int)
    }

    private let lines = PauseJudge.program.split(separator: "\n", omittingEmptySubsequences: false)
        .dropLast().map(String.init)
    private var generator: SeededGenerator

    /// After how many evaluations there is no pause any more; one more than there are where there always was.
    static func evaluations(_ most: Int, seed: UInt64, judge: PauseJudge) throws -> Int {
        var search = PatchSearch(generator: SeededGenerator(seed: seed))
        var patch: [Edit] = []
        var best = try judge.pauses(search.program(of: patch)) ?? .max
        var refused: Set<[Edit]> = []
        for count in 1...most {
            var next = search.neighbor(of: patch)
            while refused.contains(next) { next = search.neighbor(of: patch) }
            if let pauses = try judge.pauses(search.program(of: next)), pauses <= best {
                (patch, best, refused) = (next, pauses, [])
                if best == 0 { return count }
            } else if next.count < patch.count {
                refused.insert(next)
            }
        }
        return most + 1
    }

    private init(generator: SeededGenerator) { self.generator = generator }

    private mutating func neighbor(of patch: [Edit]) -> [Edit] {
        var next = patch
        if !patch.isEmpty, generator.below(2) == 0 {
            next.remove(at: generator.below(patch.count))
            return next
        }
        let line = generator.below(lines.count)
        switch generator.below(3) {
        case 0: next.append(.delete(line))
        case 1: next.append(.replace(line, by: generator.below(lines.count)))
        default: next.append(.insert(line, before: generator.below(lines.count + 1)))
        }
        return next
    }

    /// Edits name lines of the first program, whatever others did to them.
    private func program(of patch: [Edit]) -> String {
        var texts = lines.map(Optional.some)
        var before = Array(repeating: [String](), count: lines.count + 1)
        for edit in patch {
            switch edit {
            case .delete(let line): texts[line] = nil
            case .replace(let line, let other): texts[line] = lines[other]
            case .insert(let line, let place): before[place].append(lines[line])
            }
        }
        return (texts + [nil]).enumerated().flatMap { before[$0] + [$1].compactMap { $0 } }
            .map { $0 + "\n" }.joined()
    }
}
