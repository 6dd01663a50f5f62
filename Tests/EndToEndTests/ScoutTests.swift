import TestSupport
import Testing

extension EndToEnd {
    /// `hone scout`: where the time of a command goes.
    struct ScoutTests {
        private struct Page: Decodable {
            struct Hot: Decodable {
                let name: String?
                let path: String?
                let own: Double
                let whole: Double
            }
            let source: String
            let seconds: Double
            let functions: [Hot]
            let sources: [Hot]
            let editable: [String]
        }

        private static let library = [
            "words/slow.py": """
            def inner(n):
                return sum(i * i % 7 for i in range(n))

            def outer(n):
                return [inner(200) for _ in range(n)]
            """,
            "words/quick.py": "def quick(n):\n    return n + 1\n",
            "bench.py": """
            from words.quick import quick
            from words.slow import outer
            outer(3000)
            print(quick(1))
            """,
            "words/__init__.py": "",
        ]

        @Test(.needs("python3"))
        func `of a Python program the file with the time is named, and what is worth an edit`()
            throws
        {
            let user = try UserRepository()
            try user.repository.commit("Start", files: Self.library)
            let page = try decode(
                user.succeed("scout", "--command", "python3 bench.py", "--json"), as: Page.self)
            #expect(page.source == "cProfile" && page.seconds > 0)
            #expect(page.editable == ["words/slow.py"])
            let inner = try #require(page.functions.first { $0.name == "inner" })
            #expect(inner.path == "words/slow.py" && inner.whole > 0.5 && inner.whole <= 1)
            let slow = try #require(page.sources.first { $0.path == "words/slow.py" })
            #expect(slow.own > 0.5)
            let text = try user.succeed("scout", "--command", "python3 bench.py")
            #expect(text.contains("Worth being editable: words/slow.py"))
            #expect(try user.repository.git("status", "--porcelain") == "")
        }

        @Test(.needs("perf", "cc"))
        func `of a compiled program functions are put to the files that define them`() throws {
            let user = try UserRepository()
            try user.repository.commit(
                "Start",
                files: [
                    "src/sum.c": """
                    __attribute__((noinline)) long sum(int count) {
                        long total = 0;
                        for (int i = 0; i < count; i++) total += i % 7;
                        return total;
                    }
                    """,
                    "bench/main.c": """
                    long sum(int count);
                    int main(void) {
                        long total = 0;
                        for (int k = 0; k < 400; k++) total += sum(500000 + k);
                        return total == 0;
                    }
                    """,
                ])
            let result = try user.hone(
                "scout", "--build", "cc -O1 -g -fno-omit-frame-pointer -o bench/run src/sum.c bench/main.c",
                "--command",
                "bench/run", "--json")
            // Where the kernel lets nobody sample, that is said.
            guard result.status == 0 else {
                #expect(result.errors.contains("perf_event_paranoid"), "\(result.errors)")
                return
            }
            let page = try decode(result.output, as: Page.self)
            #expect(page.source == "perf" && page.editable == ["src/sum.c"])
            #expect(page.functions.first?.name == "sum" && page.functions.first?.path == "src/sum.c")
            #expect(try #require(page.functions.first).own > 0.5)
        }

        @Test func `a command that fails is said, and not what it took`() throws {
            let user = try UserRepository(.sum(steps: 1))
            let result = try user.hone("scout", "--command", "exit 3")
            #expect(result.status == 1)
            #expect(result.errors.contains("The command under a profiler could not be run on the base"))
        }
    }
}
