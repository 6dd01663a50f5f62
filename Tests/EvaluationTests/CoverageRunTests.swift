import StudyModel
import TestSupport
import Testing

@testable import Evaluation

/// Lines are counted by a command, on the built base.
@Suite(.ownThread)
struct CoverageRunTests {
    /// Counts what a command executes of one file.
    private func counts(
        _ command: String, of path: String = "a.txt", text: String = "one\ntwo\n", build: String? = nil
    ) async throws -> LineCoverage.File {
        let settings = EvaluatorSettings(command: .shell("echo 1")).with {
            $0.build = build.map { .shell($0) }
        }
        let coverage = try await Bench([path: text], settings: settings).coverage(by: command, of: path)
        return try #require(coverage.files[path])
    }

    @Test func `the command finds what was built, and prints what it counted`() async throws {
        let file = try await counts(
            "echo SF:$PWD/a.txt; sed 's/^/DA:/' made; echo DA:1,0", build: "echo 2,1 > made")
        #expect(file.executed == [2])
        #expect(file.missed == [1])
    }

    @Test func `or it writes that to the file of results`() async throws {
        let file = try await counts("echo noise; printf 'SF:a.txt\\nDA:1,1\\n' > $HONE_RESULTS")
        #expect(file.executed == [1])
    }

    @Test(arguments: [
        "exit 3", "echo nothing", "printf 'SF:b.txt\\nDA:1,1\\n'", "printf 'SF:a.txt\\nDA:1,0\\n'",
    ])
    func `one that fails or tells nothing of the files says so`(command: String) async throws {
        await #expect {
            try await counts(command)
        } throws: {
            ($0 as? Failure)?.cause.contains("`artifact.coverage`") == true
        }
    }

    @Test(.needs("gcc", "gcov")) func `gcov tells of a C program`() async throws {
        let program = """
            #include <stdio.h>
            #define COUNT 3
            static int unused(int x) {
                return x * 2;
            }
            int main(int argc, char **argv) {
                int sum = 0;
                for (int i = 0; i < COUNT; i++)
                    sum += i;
                if (argc > 1)
                    sum = unused(sum);
                printf("%d\\n", sum);
                return 0;
            }
            """
        let file = try await counts(
            "gcc --coverage -o counted src/main.c && ./counted > /dev/null && gcov --json-format --stdout *.gcda",
            of: "src/main.c", text: program)
        #expect(file.executed == [6, 7, 8, 9, 10, 12, 13])
        #expect(file.missed.isSuperset(of: [4, 11]))
        #expect(file[2] == .unknown)
    }
}
