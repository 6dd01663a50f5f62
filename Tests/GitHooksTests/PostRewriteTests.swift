import TestSupport
import Testing

struct PostRewriteTests {
    @Test func `notes follow an amended commit`() async throws {
        let rewriting = try await Rewriting(steps: 1)
        try rewriting.git("commit", "-q", "--amend", "-m", "Other words")
        #expect(try rewriting.notes("score") == ["{\"step\": 1}"])
        #expect(try rewriting.notes("feedback") == ["# Step 1", "", "It is fine"])
        try rewriting.repository.requireSound()
    }

    @Test(arguments: ["--merge", "--apply"])
    func `notes follow rebased commits`(backend: String) async throws {
        let rewriting = try await Rewriting(steps: 3)
        try rewriting.git("rebase", "-q", backend, "main")
        #expect(try rewriting.git("merge-base", "HEAD", "main") == rewriting.git("rev-parse", "main"))
        for step in 1...3 {
            #expect(try rewriting.notes("score", of: "HEAD~\(3 - step)") == ["{\"step\": \(step)}"])
        }
    }

    @Test func `a commit made of several has the notes of all`() async throws {
        let rewriting = try await Rewriting(steps: 3)
        try rewriting.git("-c", "sequence.editor=sed -i '2,$s/^pick/fixup/'", "rebase", "-q", "-i", "main")
        #expect(try rewriting.notes("score") == (1...3).map { "{\"step\": \($0)}" })
        #expect(try rewriting.notes("feedback").filter { $0.hasPrefix("#") }.count == 3)
    }

    @Test func `where git copies the notes itself, nothing is there twice`() async throws {
        let rewriting = try await Rewriting(steps: 1)
        try rewriting.git("config", "notes.rewriteRef", "refs/notes/*")
        try rewriting.git("commit", "-q", "--amend", "-m", "Other words")
        #expect(try rewriting.notes("score") == ["{\"step\": 1}"])
        #expect(try rewriting.notes("feedback").count == 3)
    }

    @Test func `other notes and other commits are left alone`() async throws {
        let rewriting = try await Rewriting(steps: 1)
        try rewriting.git("notes", "add", "-m", "mine")
        let refs = try rewriting.git("for-each-ref", "refs/notes/")
        try rewriting.git("switch", "-q", "main")
        try rewriting.git("commit", "-q", "--amend", "-m", "Other words")
        #expect(try rewriting.git("for-each-ref", "refs/notes/") == refs)
    }
}

/// A lineage beside `main`, each of its commits with notes.
private struct Rewriting {
    let hooked: HookedRepository
    var repository: TemporaryRepository { hooked.repository }

    init(steps: Int) async throws {
        hooked = try HookedRepository()
        try await hooked.install()
        try git("switch", "-q", "-c", "hone/sort-1/a")
        for step in 1...steps {
            try repository.commit("step \(step)", files: ["step-\(step).c": "\(step)\n"])
            try git("notes", "--ref=hone/score", "add", "-m", "{\"step\": \(step)}")
            try git("notes", "--ref=hone/feedback", "add", "-m", "# Step \(step)\n\nIt is fine")
        }
        try git("switch", "-q", "main")
        try repository.commit("meanwhile", files: ["other.c": "other\n"])
        try git("switch", "-q", "hone/sort-1/a")
    }

    @discardableResult
    func git(_ arguments: String...) throws -> String {
        let result = try repository.runGit(arguments)
        guard result.status == 0 else {
            throw TestProcess.Failure(description: "\(arguments): \(result.errors)")
        }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    /// The lines of a commit's note.
    func notes(_ kind: String, of commit: String = "HEAD") throws -> [String] {
        try git("notes", "--ref=hone/\(kind)", "show", commit).split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
    }
}
