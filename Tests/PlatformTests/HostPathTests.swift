import TestSupport
import Testing

@testable import Platform

/// Paths as people write them.
struct HostPathTests {
    @Test func `a path is absolute, below the home, or in a folder`() {
        let meant = { HostPath.resolved($0, in: "/repo", home: "/home/me") }
        #expect(
            ["/x", "~", "~/a/b", ".", "a/b", "~me"].map(meant) == [
                "/x", "/home/me", "/home/me/a/b", "/repo", "/repo/a/b", "/repo/~me",
            ])
        #expect(HostPath.resolved("~/a", in: "/repo", home: nil) == "/repo/~/a")
    }

    @Test func `a file is itself, whatever signs its name has, and a pattern all that it matches`() throws {
        let folder = try TemporaryDirectory()
        for name in ["a[1]", "a1", "a2"] { try folder.write("", to: name) }
        let found = { HostPath.matching(folder.path + "/" + $0).map { $0.dropFirst(folder.path.count + 1) } }
        #expect(found("a[1]") == ["a[1]"] && found("a?") == ["a1", "a2"] && found("b*") == [])
    }
}
