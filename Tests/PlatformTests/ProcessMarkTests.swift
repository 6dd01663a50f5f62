import Foundation
import Testing

@testable import Platform

struct ProcessMarkTests {
    @Test func `a process that has ended is dead though nobody has asked how`() throws {
        var process: pid_t = 0
        var words = [strdup("sleep"), strdup("1000"), nil]
        defer { for word in words { free(word) } }
        try #require(posix_spawnp(&process, "sleep", nil, nil, &words, environ) == 0)
        let started = try #require(
            try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8).split(separator: " ")
                .dropFirst(21)
                .first.flatMap { UInt64($0) })
        let mark = ProcessMark(process: process, started: started)
        #expect(mark.isAlive)
        kill(process, SIGKILL)
        // Waits for its end, and leaves it as it is.
        var info = siginfo_t()
        waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT)
        #expect(!mark.isAlive)
        waitpid(process, nil, 0)
        #expect(!mark.isAlive)
    }

    @Test func `what a file says or, cut off, its name tells whether it is nobody's`() {
        let own = ProcessMark.current
        let text = own.text
        #expect(!ProcessMark.isNobodys(text, in: "1-1", modified: 0))
        #expect(!ProcessMark.isNobodys("#" + text.dropFirst(), in: "1-1", modified: 0))
        let dead = ProcessMark(process: own.process, started: own.started + 1).text
        #expect(ProcessMark.isNobodys(dead, in: "\(own.process)-1", modified: nil))
        let now = Int64(Date().timeIntervalSince1970 * 1e9)
        #expect(!ProcessMark.isNobodys("", in: "\(own.process)-1", modified: now))
        #expect(ProcessMark.isNobodys("ho", in: "\(own.process)-1", modified: now - 61_000_000_000))
        #expect(ProcessMark.isNobodys("", in: "99999999-1", modified: now))
        #expect(!ProcessMark.isNobodys("", in: "notes", modified: 0))
    }
}
