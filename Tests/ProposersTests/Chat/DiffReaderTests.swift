import Testing

@testable import Proposers

struct DiffReaderTests {
    private static let wanted = EditFixture.sort.replacingFirst("swaps = 0", with: "swaps = 1")
    private static let hunk =
        " int sort(int *a, int n) {\n-    int swaps = 0;\n+    int swaps = 1;\n     return swaps;\n"

    @Test(arguments: [
        "--- a/src/sort.c\n+++ b/src/sort.c\n@@ -3,3 +3,3 @@\n",
        "--- src/sort.c\n+++ src/sort.c\n@@ -1,2 +1,9 @@\n",
        "diff --git a/src/sort.c b/src/sort.c\nindex 1..2 100644\n--- a/src/sort.c\n+++ b/src/sort.c\n@@ -300 +1 @@ x\n",
        "```diff\n--- a/src/sort.c\t2020-01-01\n+++ b/src/sort.c\t2020-01-01\n@@ ... @@\n",
        "@@ -3,3 +3,3 @@\n",
        "--- /dev/null\n+++ b/src/sort.c\n@@\n", "--- sort.c\n+++ sort.c\n@@ -3,3 +3,3 @@ int sort\n",
    ])
    func `wrong numbers, counts and headers do not matter`(header: String) throws {
        let end = header.hasPrefix("```") ? "```\n" : ""
        #expect(
            try EditFixture().files(header + Self.hunk + end, DiffReader()) == ["src/sort.c": Self.wanted])
    }

    @Test(arguments: [
        "-int swaps = 0;\n+int swaps = 1;\n return swaps;\n",
        " int sort(int * a, int n) {\n-    int swaps = 0;\n+    int swaps = 1;\n     return swaps;\n",
        " int sort(int *b) {\n-    int swaps = 0;\n+    int swaps = 1;\n     return swaps;\n }\n",
        " int sort(int *a, int n) {\n-    int swaps = 0;   \n+    int swaps = 1;\n     return swaps;\n }\n \n\n",
        "int sort(int *a, int n) {\n-    int swaps = 0;\n+    int swaps = 1;\n",
    ])
    func `context need not agree in its spaces, nor at its ends`(hunk: String) throws {
        let reply = "--- a/src/sort.c\n+++ b/src/sort.c\n@@ -3 +3 @@\n" + hunk
        #expect(try EditFixture().files(reply, DiffReader()) == ["src/sort.c": Self.wanted])
    }

    @Test func `places that are alike are told apart by the line number alone`() throws {
        let fixture = EditFixture(["src/a.c": "a\nx\nb\nx\nc\nx\n"])
        let header = "--- src/a.c\n+++ src/a.c\n"
        #expect(
            try fixture.files(header + "@@ -2 +2,2 @@\n-x\n+y\n+y\n@@ -6 +7 @@\n-x\n+z\n", DiffReader())
                == ["src/a.c": "a\ny\ny\nb\nx\nc\nz\n"])
        #expect(
            fixture.problems(header + "@@ -3 +3 @@\n-x\n+y\n", DiffReader())
                == [.ambiguous(path: "src/a.c", old: ["x"], at: [2, 4, 6])])
    }

    @Test func `files are created and deleted, and several changed at once`() throws {
        let fixture = EditFixture(["src/a.c": "a\n", "src/b.c": "b\n"])
        let reply = """
            Split it.

            ```diff
            --- a/src/a.c
            +++ b/src/a.c
            @@ -1 +1 @@
            -a
            +A
            diff --git a/src/c.c b/src/c.c
            new file mode 100644
            --- /dev/null
            +++ b/src/c.c
            @@ -0,0 +1,2 @@
            +c
            +-- c
            --- a/src/b.c
            +++ /dev/null
            @@ -1 +0,0 @@
            -b
            ```
            """
        #expect(
            try fixture.files(reply, DiffReader()) == [
                "src/a.c": "A\n", "src/b.c": String?.none, "src/c.c": "c\n-- c\n",
            ])
        #expect(DiffReader().read(reply, known: []).summary == "Split it.")
    }

    @Test(arguments: [
        (
            "diff --git a/src/sort.c b/src/s.c\nsimilarity index 90%\nrename from src/sort.c\nrename to src/s.c\n",
            EditProblem.rename(from: "src/sort.c", to: "src/s.c")
        ),
        (
            "--- a/src/sort.c\n+++ b/src/s.c\n@@ -1 +1 @@\n-int size = 64;\n+int size = 1;\n",
            .rename(from: "src/sort.c", to: "src/s.c")
        ),
        ("diff --git a/src/x b/src/x\nGIT binary patch\n", .binary(path: "")),
        ("--- a/src/sort.c\n+++ b/src/sort.c\n@@ -2,0 +3 @@\n+int y;\n", .noContext(path: "src/sort.c")),
        (
            "--- a/src/none.c\n+++ b/src/none.c\n@@ -1 +1 @@\n-a\n+b\n",
            .unknownFile(path: "src/none.c", known: ["src/sort.c"])
        ),
        ("Just make it faster.", .noEdits),
    ])
    func `what cannot be applied is said with its reason`(reply: String, problem: EditProblem) {
        #expect(EditFixture().problems(reply, DiffReader()) == [problem])
    }

    @Test func `a hunk that is nowhere is refused, with what looks most like it`() throws {
        let reply =
            "--- src/sort.c\n+++ src/sort.c\n@@ -4 +4 @@\n-    long swaps = 0L;\n+    int swaps = 1;\n"
        let found = EditFixture().problems(reply, DiffReader())
        guard case .notFound(_, _, let nearest?)? = found.first else {
            Issue.record("\(found)")
            return
        }
        #expect(nearest.lines == ["    int swaps = 0;"])
    }
}
