import FoundationEssentials
import Glibc
import Platform
import StudyModel
import TestSupport
import Testing

@testable import Evaluation

struct ExchangeFolderTests {
    private let directory: TemporaryDirectory
    private let folder: ExchangeFolder

    init() throws {
        directory = try TemporaryDirectory()
        folder = try ExchangeFolder(
            at: directory.path + "/exchange",
            examples: [
                Example(id: "x", json: #"{"id": "x", "answer": 3}"#, split: .train),
                Example(id: "y", json: "{}", split: .train),
            ])
    }

    @Test func `examples are handed over as they stand in their file`() throws {
        #expect(try directory.read("exchange/examples.jsonl") == "{\"id\": \"x\", \"answer\": 3}\n{}\n")
        let variables = folder.variables { $0.replacing(directory.path, with: "/hone") }
        #expect(
            variables == [
                "HONE_RESULTS": "/hone/exchange/results.jsonl", "HONE_TRACES": "/hone/exchange/traces",
                "HONE_EXAMPLES": "/hone/exchange/examples.jsonl",
                "HONE_RETRY_AFTER": "/hone/exchange/retry-after",
            ])
    }

    @Test(arguments: [("30\n", Duration.seconds(30)), ("0", .zero), ("soon", nil), ("-1", nil), ("", nil)])
    func `how long to wait is a number of seconds`(text: String, pause: Duration?) throws {
        try directory.write(text, to: "exchange/retry-after")
        #expect(folder.readRetryAfter() == pause)
    }

    @Test func `nothing of an earlier call is left`() throws {
        try directory.write("old", to: "exchange/results.jsonl")
        try directory.write("old", to: "exchange/traces/x.0.jsonl")
        let next = try ExchangeFolder(at: folder.path, examples: [])
        #expect(next.readResults().bytes == nil)
        #expect(next.readTraces(within: CreditHorizon()).files.isEmpty)
        #expect(next.variables { $0 }["HONE_EXAMPLES"] == nil)
        try next.remove()
        #expect(!FileManager.default.fileExists(atPath: next.path))
    }

    @Test func `of a folder in place of the results, its JSON files are read and nothing else`() throws {
        try directory.write("{\"a\": 1}", to: "exchange/results.jsonl/a.json")
        try directory.write("{", to: "exchange/results.jsonl/broken.json")
        try directory.write("{}", to: "exchange/results.jsonl/deep/c.json")
        try directory.write("3", to: "exchange/results.jsonl/notes.txt")
        symlink("/etc/hostname", directory.path + "/exchange/results.jsonl/link.json")
        #expect(folder.readResults().bytes == Array(#"{"a.json":{"a":1}}"#.utf8))
        let empty = try ExchangeFolder(at: directory.path + "/other", examples: [])
        symlink(folder.results, empty.results)
        #expect(empty.readResults().bytes == nil)
    }

    @Test func `results and traces are read back by name`() throws {
        try directory.write("1\n", to: "exchange/results.jsonl")
        try directory.write("b", to: "exchange/traces/b.jsonl")
        try directory.write("a", to: "exchange/traces/a.jsonl")
        #expect(folder.readResults().bytes == Array("1\n".utf8))
        #expect(
            folder.readTraces(within: CreditHorizon()).files == [
                TraceFile(name: "a.jsonl", bytes: [97]), TraceFile(name: "b.jsonl", bytes: [98]),
            ])
    }

    @Test func `links, pipes and folders are not read`() throws {
        try directory.write("secret", to: "secret")
        symlink(directory.path + "/secret", folder.results)
        symlink(directory.path + "/secret", folder.traces + "/x.jsonl")
        mkfifo(folder.traces + "/y.jsonl", 0o600)
        mkdir(folder.traces + "/z.jsonl", 0o700)
        #expect(folder.readResults().bytes == nil)
        #expect(folder.readTraces(within: CreditHorizon()).files.isEmpty)
    }

    @Test func `a trace that is too long loses its middle, and that is said`() throws {
        let line = [UInt8](repeating: 97, count: 1 << 20) + [10]
        try directory.write([UInt8](Array(repeating: line, count: 9).joined()), to: "exchange/traces/x.jsonl")
        let (files, omissions) = folder.readTraces(within: CreditHorizon())
        #expect(files.map(\.extent) == [TraceExtent(total: 9, kept: [1...3, 6...9])])
        #expect(files.map(\.bytes.count) == [7 * line.count])
        #expect(
            omissions == ["2 of 9 steps of trace 'x.jsonl' were not read: the limit is 8388608 bytes."])
    }

    @Test func `of a trace longer than the limit the horizon's steps are read`() throws {
        let steps = (1...100_000).map {
            "{\"number\": \($0), \"more\": \"\(String(repeating: "x", count: 80))\"}"
        }
        try directory.write(Array(steps.joined(separator: "\r\n").utf8), to: "exchange/traces/x.jsonl")
        let (files, omissions) = folder.readTraces(within: CreditHorizon(steps: 3, keep: .both))
        let file = try #require(files.first)
        #expect(file.extent == TraceExtent(total: 100_000, kept: [1...2, 100_000...100_000]))
        #expect(
            file.bytes
                == Array([steps[0] + "\r", steps[1] + "\r", steps[99_999], ""].joined(separator: "\n").utf8))
        #expect(omissions.isEmpty)
    }

    @Test func `a command that removed the folder left nothing`() throws {
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(folder.readResults().bytes == nil)
        #expect(folder.readTraces(within: CreditHorizon()).files.isEmpty)
    }

    @Test func `a place where no folder can be made is an error`() throws {
        try directory.write("", to: "file")
        #expect(throws: FileError.self) {
            try ExchangeFolder(at: directory.path + "/file/exchange", examples: [])
        }
    }

    @Test func `a trace of any length that takes no disk is named and not read`() throws {
        try directory.write("{}\n", to: "exchange/traces/a.jsonl")
        try directory.write("{}\n", to: "exchange/traces/b.jsonl")
        #expect(truncate(directory.path + "/exchange/traces/b.jsonl", 1 << 40) == 0)
        let (files, omissions) = folder.readTraces(within: CreditHorizon(steps: 1, keep: .last))
        #expect(files.map(\.name) == ["a.jsonl"] && omissions.count == 1)
        #expect(omissions[0].hasPrefix("Trace 'b.jsonl' was not read: it has 1099511627776 bytes"))
    }
}
