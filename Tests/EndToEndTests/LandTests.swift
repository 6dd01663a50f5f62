import TestSupport
import Testing

extension EndToEnd {
    struct LandTests {
        @Test func `landing on a branch that is not checked out touches no checkout`() throws {
            let user = try UserRepository(
                .sum(steps: 8), files: ["notes.txt": "first\n", "old.txt": "old\n"])
            try user.succeed("run")
            try user.repository.git("branch", "release")
            try user.makeDirty()
            let before = try CheckoutSnapshot(user.repository)
            try user.succeed("land", "sum-1:best", "--onto", "release")
            let differences = try CheckoutSnapshot(user.repository).differences(from: before)
            #expect(differences == ["(refs)"])
            #expect(
                try user.repository.git("show", "release:numbers.txt")
                    == user.repository.git("show", "hone/sum-1/best:numbers.txt"))
            #expect(
                try user.repository.git("show", "main:numbers.txt")
                    != user.repository.git("show", "release:numbers.txt"))
        }

        @Test func `landing on the branch that is checked out does what a merge does`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.commit("meanwhile", files: ["other.txt": "mine\n"])
            try user.succeed("land", "sum-1:best")
            #expect(try user.repository.git("status", "--porcelain") == "")
            #expect(
                try user.repository.read("numbers.txt") == user.repository.git(
                    "show", "hone/sum-1/best:numbers.txt") + "\n")
            #expect(try user.repository.read("other.txt") == "mine\n")
            #expect(try user.repository.git("merge-base", "--is-ancestor", "hone/sum-1/best", "main") == "")
        }

        @Test func `squashed, the whole change is one commit with one parent`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            let main = try user.repository.git("rev-parse", "main")
            try user.succeed("land", "sum-1:best", "--squash")
            #expect(
                try user.repository.git("rev-list", "--parents", "-1", "main").split(separator: " ")
                    .dropFirst()
                    .joined() == main)
            #expect(try user.tree("main") == user.tree("hone/sum-1/best"))
        }

        @Test func `a dirty checkout is not landed on`() throws {
            let user = try UserRepository(
                .sum(steps: 8), files: ["notes.txt": "first\n", "old.txt": "old\n"])
            try user.succeed("run")
            try user.makeDirty()
            let before = try CheckoutSnapshot(user.repository)
            let result = try user.hone("land", "sum-1:best")
            #expect(result.status == 1)
            #expect(
                result.errors.hasPrefix(
                    "Error: 'main' is checked out and has changes that are not committed\n"))
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])
        }

        @Test func `a conflict on a branch that is not checked out changes nothing`() throws {
            let user = try UserRepository(.sum(steps: 8))
            try user.succeed("run")
            try user.repository.git("checkout", "-q", "-b", "release")
            try user.repository.commit("others", files: ["numbers.txt": "kiwis 1000\n"])
            try user.repository.git("checkout", "-q", "main")
            let before = try CheckoutSnapshot(user.repository)
            let result = try user.hone("land", "sum-1:best", "--onto", "release")
            #expect(result.status == 1)
            #expect(result.errors.contains("Caused by: numbers.txt"))
            #expect(try CheckoutSnapshot(user.repository).differences(from: before) == [])
        }
    }
}
