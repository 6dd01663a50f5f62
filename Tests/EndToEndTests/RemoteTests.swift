import Foundation
import TestSupport
import Testing

extension EndToEnd {
    struct RemoteTests {
        /// How the bare repository in the middle is reached.
        enum Transport: CaseIterable { case folder, daemon }

        @Test(arguments: Transport.allCases)
        func `two clones that both go on with a run end with the same, and nothing is lost`(
            transport: Transport
        ) throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, transport)
            let first = try Clone(of: server.address, in: folder, named: "first")
            try first.hone("run")
            try first.hone("push", "--journals")
            let second = try Clone(of: server.address, in: folder, named: "second")
            #expect(try second.hone("fetch").hasPrefix("sum-1: new, 5 events by "))
            try first.hone("run", "--resume", "sum-1", "--steps", "4")
            try second.hone("run", "--resume", "sum-1", "--steps", "4")
            let seen = try String(second.git("rev-parse", "hone/sum-1/a").prefix(40))
            try second.git("notes", "--ref=hone/feedback", "append", "-m", "Seen by a person", seen)
            try first.git("notes", "--ref=hone/review", "append", "-m", "approve: good", seen)
            let mine = try Self.candidates(first).union(try Self.candidates(second))

            try first.hone("push")
            try second.hone("push", "--journals", "--branches")
            try first.hone("fetch")
            try second.hone("fetch")

            #expect(try first.state() == second.state())
            #expect(try Self.candidates(first) == mine)
            let lineages = try first.git("branch", "--list", "--format=%(refname:lstrip=4)", "hone/*")
                .split(separator: "\n")
            #expect(lineages.count == 3)
            #expect(lineages.contains("a") && lineages.contains("best"))
            let note = try first.git("notes", "--ref=hone/feedback", "show", seen)
            #expect(note.contains("Seen by a person"))
            #expect(try second.git("notes", "--ref=hone/review", "show", seen).contains("good"))
            #expect(try second.hone("review", seen).contains("good"))
            for clone in [first, second] {
                #expect(try clone.git("fsck", "--strict", "--no-dangling", "--no-progress") == "")
                try clone.hone("run", "--resume", "sum-1", "--steps", "7")
            }
        }

        @Test
        func
            `a clone that was put back to an earlier state loses nothing, and is told where the other half is`()
            throws
        {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let clone = try Clone(of: server.address, in: folder, named: "clone")
            try clone.hone("run")
            try clone.hone("push", "--journals")
            let (live, copy) = (clone.path + "/.git", folder.path + "/copy")
            try FileManager.default.copyItem(atPath: live, toPath: copy)
            try clone.hone("run", "--resume", "sum-1", "--steps", "4")
            try clone.hone("push")
            let there = try Self.candidates(clone)
            // The disk goes back, and the folder is the same.
            for name in try FileManager.default.contentsOfDirectory(atPath: live) {
                try FileManager.default.removeItem(atPath: live + "/" + name)
            }
            for name in try FileManager.default.contentsOfDirectory(atPath: copy) {
                try FileManager.default.copyItem(atPath: copy + "/" + name, toPath: live + "/" + name)
            }
            try clone.hone("run", "--resume", "sum-1", "--steps", "6")
            let here = try Self.candidates(clone)
            #expect(there != here)
            let pushed = try clone.tryHone("push")
            #expect(pushed.status == 0 && pushed.errors.contains("Two clones have written to one journal"))
            #expect(!pushed.output.contains("has all of it"))
            let fetched = try clone.tryHone("fetch")
            #expect(fetched.errors.contains("Two clones have written to one journal"))
            #expect(try Self.candidates(clone) == here)
            let fresh = try Clone(of: server.address, in: folder, named: "fresh")
            try fresh.hone("fetch")
            #expect(try Self.candidates(fresh) == there)
        }

        @Test func `what a remote has among the journals and is none is named, and the rest comes`() throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let first = try Clone(of: server.address, in: folder, named: "first")
            try first.hone("run")
            try first.hone("push", "--journals")
            let evil = "refs/hone/journal/evil-1/000000ee"
            let blob = try first.git("rev-parse", "HEAD:hone.yaml").prefix(40)
            try first.git("push", "-q", "origin", "\(blob):\(evil)", "\(blob):refs/notes/hone/review")
            let second = try Clone(of: server.address, in: folder, named: "second")
            for _ in 0..<2 {
                let fetched = try second.tryHone("fetch")
                #expect(fetched.status == 0)
                for ref in [evil, "refs/notes/hone/review"] {
                    #expect(fetched.errors.contains("Note: Passed over '\(ref)' of 'origin': "))
                }
                #expect(fetched.errors.contains("it is a blob"))
            }
            struct Fetched: Decodable {
                struct Refusal: Decodable {
                    let ref: String
                    let reason: String
                }

                let passedOver: [Refusal]
            }
            let passedOver = try decode(second.hone("fetch", "--json"), as: Fetched.self).passedOver
            #expect(passedOver.map(\.ref) == [evil, "refs/notes/hone/review"])
            #expect(passedOver.allSatisfy { $0.reason.contains("it is a blob") })
            #expect(try Self.candidates(second) == Self.candidates(first))
            // They keep nothing from being sent either.
            try second.hone("run", "--resume", "sum-1", "--steps", "6")
            try second.hone("push", "--journals", "--branches")
            for refs in ["refs/hone/journal/sum-1/*", "refs/heads/hone/sum-1/*"] {
                let own = try second.git("for-each-ref", "--format=%(objectname)%09%(refname)", refs)
                #expect(try second.git("ls-remote", "origin", refs) == own)
                #expect(!own.isEmpty)
            }
        }

        @Test func `a sweep that is pushed is the same table in another clone`() throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let first = try Clone(of: server.address, in: folder, named: "first")
            try first.hone("sweep", "-m", "search.accept.rule=better,always", "--seeds", "2")
            try first.hone("push", "origin", "sum-sweep-1", "--journals")
            let second = try Clone(of: server.address, in: folder, named: "second")
            try second.hone("fetch")
            let table = try first.hone("sweep", "show", "--format", "csv")
            #expect(try second.hone("sweep", "show", "--format", "csv") == table && table.contains("always"))
            #expect(try second.hone("status").contains("sum-sweep-1: a sweep of sum, 4 runs, ended"))
        }

        @Test func `a clone without hone sees branches and notes with git alone`() throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let first = try Clone(of: server.address, in: folder, named: "first")
            try first.hone("run")
            try first.hone("push", "--branches")
            let second = try Clone(of: server.address, in: folder, named: "second")
            try second.git("fetch", "-q", "origin", "refs/notes/hone/*:refs/notes/hone/*")
            let log = try second.git("log", "-1", "--notes=hone/*", "origin/hone/sum-1/best")
            #expect(log.contains("Notes (hone/score):") && log.contains("\"run\":\"sum-1\""))
            #expect(try second.git("ls-remote", "origin", "refs/hone/*") == "")
        }

        @Test func `a run whose name is taken gets one of its own`() throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let first = try Clone(of: server.address, in: folder, named: "first")
            let second = try Clone(of: server.address, in: folder, named: "second")
            for clone in [first, second] { try clone.hone("run") }
            try first.hone("push", "--journals")
            #expect(
                try second.hone("fetch").hasSuffix(" (there it is 'sum-1', which is another run here)\n"))
            #expect(try second.hone("log", "sum-1-origin", "--json").contains("sum-1-origin:2"))
            #expect(try second.hone("show", "sum-1-origin:0").contains("sum-1-origin"))
            #expect(try second.git("branch", "--list", "hone/sum-1-origin/best") != "")
            try second.hone("run", "--resume", "sum-1-origin", "--steps", "3")
            try second.hone("push", "--journals")
            let fetched = try first.hone("fetch")
            // A run's end has a comparison only where there is a winner to compare, so git is asked how many events there are.
            let writer = try String(contentsOfFile: second.path + "/.git/hone/writer", encoding: .utf8)
                .prefix(8)
            for (run, words) in [("sum-1-origin", "sum-1: "), ("sum-1", ": new, ")] {
                let subjects = try second.git(
                    "log", "--first-parent", "--format=%s", "refs/hone/journal/\(run)/\(writer)"
                ).split(separator: "\n")
                #expect(fetched.contains("\(words)\(subjects.count - 1) events by "))
                #expect(subjects.contains { $0 == "goes on with budget.steps 3" } == (run == "sum-1-origin"))
            }
            #expect(try first.hone("status").split(separator: "\n").count { $0.hasPrefix("sum-1") } == 2)
        }

        @Test func `journals go nowhere without consent, and a rehearsal sends nothing`() throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let clone = try Clone(of: server.address, in: folder, named: "first")
            try clone.hone("run")
            let rehearsed = try clone.tryHone("push", "--dry-run", "--branches")
            #expect(rehearsed.output.contains("Would send branch hone/sum-1/a"))
            #expect(rehearsed.errors.contains("Journals stayed here"))
            #expect(
                try clone.git("ls-remote", "origin")
                    == clone.git("ls-remote", "origin", "HEAD", "refs/heads/main"))
            try clone.hone("push")
            #expect(try !clone.git("ls-remote", "origin").contains("refs/hone/"))
            try clone.hone("push", "--journals")
            #expect(try clone.git("ls-remote", "origin").contains("refs/hone/journal/sum-1/"))
            #expect(try clone.git("config", "hone.origin.journals") == "true\n")
            #expect(try clone.hone("push") == "'origin' has all of it\n")
        }

        @Test func `a branch on which somebody else built is not replaced`() throws {
            let folder = try TemporaryDirectory()
            let server = try Server(in: folder, .folder)
            let first = try Clone(of: server.address, in: folder, named: "first")
            try first.hone("run")
            try first.hone("push", "--branches")
            let second = try Clone(of: server.address, in: folder, named: "second")
            try second.git("switch", "-q", "hone/sum-1/a")
            try second.git("commit", "-q", "--allow-empty", "-m", "Mine")
            try second.git("push", "-q", "origin", "hone/sum-1/a")
            try first.hone("run", "--resume", "sum-1", "--steps", "4")
            let pushed = try first.tryHone("push", "--branches")
            #expect(pushed.errors.contains("'hone/sum-1/a' was left alone"))
            #expect(
                try first.git("ls-remote", "origin", "refs/heads/hone/sum-1/a").prefix(40)
                    == second.git("rev-parse", "HEAD").prefix(40))
        }

        private static func candidates(_ clone: Clone) throws -> Set<String> {
            let page = try decode(clone.hone("log", "--json"), as: LogPage.self)
            return Set(page.steps.compactMap(\.candidate))
        }
    }

    /// A bare repository with a study in it, served as the transport has it.
    private final class Server {
        let address: String
        private var daemon: StartedProcess?

        init(in folder: TemporaryDirectory, _ transport: RemoteTests.Transport) throws {
            let user = try UserRepository(.sum(steps: 2))
            let bare = folder.path + "/origin.git"
            try user.repository.git("clone", "-q", "--bare", ".", bare)
            switch transport {
            case .folder: address = bare
            case .daemon:
                let port = try Self.freePort()
                address = "git://127.0.0.1:\(port)/origin.git"
                daemon = try Self.serve(folder.path, port: port)
            }
        }

        private static func freePort() throws -> UInt16 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(descriptor) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    bind(descriptor, address, length) == 0 ? getsockname(descriptor, address, &length) : -1
                }
            }
            guard status == 0 else { throw TestProcess.Failure(description: "no free port") }
            return UInt16(bigEndian: address.sin_port)
        }

        /// Starts git's own server and returns once it takes connections.
        private static func serve(_ folder: String, port: UInt16) throws -> StartedProcess {
            let daemon = try StartedProcess(
                [
                    "git", "daemon", "--listen=127.0.0.1", "--port=\(port)", "--base-path=\(folder)",
                    "--export-all", "--enable=receive-pack", "--verbose", folder,
                ], in: folder, environment: HoneBinary.environment(home: folder))
            try daemon.wait(for: "Ready to rumble", in: .errors)
            return daemon
        }
    }
}
