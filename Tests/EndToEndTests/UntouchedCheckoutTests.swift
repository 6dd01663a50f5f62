import TestSupport
import Testing

extension EndToEnd {
    struct UntouchedCheckoutTests {
        @Test(arguments: [["check"], ["run"], ["run", "--json"]])
        func `a command that judges leaves a dirty checkout as it was`(_ words: [String]) throws {
            let user = try UserRepository(
                .sum(steps: 3), files: ["notes.txt": "first\n", "old.txt": "old\n"])
            try user.makeDirty()
            let before = try CheckoutSnapshot(user.repository)
            let result = try user.hone(words)
            #expect(result.status == 0, "\(result.errors)")
            let differences = try CheckoutSnapshot(user.repository).differences(from: before)
            #expect(differences == [])
        }

        @Test func `looking, going back and forking leave a dirty checkout as it was`() throws {
            let user = try UserRepository(
                .sum(steps: 3), files: ["notes.txt": "first\n", "old.txt": "old\n"])
            try user.succeed("run")
            try user.makeDirty()
            let before = try CheckoutSnapshot(user.repository)
            for words in [
                "status", "log", "show sum-1:1", "diff sum-1:best", "revert sum-1:0", "fork sum-1:0",
            ] {
                let parts = words.split(separator: " ").map(String.init)
                _ = try parts.count == 1 ? user.succeed(parts[0]) : user.succeed(parts[0], parts[1])
                #expect(
                    try CheckoutSnapshot(user.repository).differences(from: before) == [], "hone \(words)")
            }
        }

        @Test func `a run proposes from the base, not from what the checkout has changed`() throws {
            let user = try UserRepository(.sum(steps: 2))
            try user.repository.write("apples 1\n", to: "numbers.txt")
            try user.succeed("run")
            #expect(try user.runs().first?.baseScore == 163)
        }
    }
}

extension UserRepository {
    /// Leaves a modified, a staged, a staged and then modified, a removed and an untracked file, and a stash.
    func makeDirty() throws {
        try repository.write("stashed\n", to: "notes.txt")
        try repository.git("stash", "push", "-q", "-m", "put aside")
        try repository.write("modified\n", to: "notes.txt")
        try repository.write("staged\n", to: "staged.txt")
        try repository.write("staged first\n", to: "both.txt")
        try repository.git("add", "staged.txt", "both.txt")
        try repository.write("then modified\n", to: "both.txt")
        try repository.git("rm", "-q", "old.txt")
        try repository.write("untracked\n", to: "folder/untracked.txt")
        try repository.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/pre-commit")
        try repository.write("#!/bin/sh\nexit 1\n", to: ".git/hooks/post-checkout")
    }
}
