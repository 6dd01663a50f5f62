import Foundation
import Templates
import TestSupport
import Testing

struct DemoTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates/demo")

    @Test func `the binary carries every file of the demo`() throws {
        let paths =
            FileManager.default.enumerator(atPath: Self.sources.path)?.compactMap { $0 as? String } ?? []
        let files = paths.filter { $0.contains(".") || $0 == "gitignore" }
        let carried = Templates.demo.map { $0.path == ".gitignore" ? "gitignore" : $0.path }
        #expect(Set(carried) == Set(files))
        for file in Templates.demo {
            let name = file.path == ".gitignore" ? "gitignore" : file.path
            let bytes = Array(try Data(contentsOf: Self.sources.appending(path: name)))
            #expect(bytes == file.bytes, "\(file.path)")
            let isExecutable = FileManager.default.isExecutableFile(
                atPath: Self.sources.appending(path: name).path)
            #expect(isExecutable == file.executable, "\(file.path)")
        }
        #expect(Templates.demo.map(\.path) == Templates.demo.map(\.path).sorted())
    }

    @Test func `the demo's program builds, passes its check and reports its operations, always as many`()
        throws
    {
        let demo = try Demo()
        #expect(try demo.run("bench/build.sh").status == 0)
        #expect(try demo.run("build/check").status == 0)
        let run = try demo.run("bench/run.sh", adding: ["HONE_RESULTS": demo.path + "/results"])
        let operations = run.output.dropLast()
        #expect(try #require(Int(operations)) > 1_000_000)
        #expect(try demo.folder.read("results") == "{\"metrics\": {\"operations\": \(operations)}}\n")
        #expect(try demo.run("bench/run.sh").output == run.output)
    }

    @Test(arguments: [("BUCKETS 16", "BUCKETS 1024"), ("RUN 1000", "RUN 10"), ("BUFFER 64", "BUFFER 1")])
    func `each setting that was guessed badly is worth a sixth of the operations`(old: String, new: String)
        throws
    {
        let demo = try Demo()
        let operations = {
            #expect(try demo.run("bench/build.sh").status == 0 && demo.run("build/check").status == 0)
            return try #require(Int(demo.run("bench/run.sh").output.dropLast()))
        }
        let before = try operations()
        let source = try demo.folder.read("src/wordcount.c")
        try demo.folder.write(source.replacingOccurrences(of: old, with: new), to: "src/wordcount.c")
        #expect(try operations() * 6 < before * 5)
    }

    @Test(arguments: [
        ("            return;\n", ""),
        ("return left->count > right->count", "return left->count < right->count"),
        ("word[length] = 0;", ""), ("    merge_sort(list, scratch, middle);\n", ""),
        ("(char)tolower", "(char)"),
        ("entry->word.count++;", ""), ("#define BUCKETS 16", "#define BUCKETS 0"),
    ])
    func `what is wrong is refused, however fast`(old: String, new: String) throws {
        let demo = try Demo()
        let source = try demo.folder.read("src/wordcount.c")
        try demo.folder.write(source.replacingOccurrences(of: old, with: new), to: "src/wordcount.c")
        #expect(source.contains(old))
        #expect(try demo.run("bench/build.sh").status != 0 || demo.run("build/check").status != 0)
    }
}

/// The demo's files in a temporary folder.
private struct Demo {
    let folder: TemporaryDirectory
    var path: String { folder.path }

    init() throws {
        folder = try TemporaryDirectory()
        for file in Templates.demo {
            try folder.write(file.bytes, to: file.path)
            guard file.executable else { continue }
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: "\(path)/\(file.path)")
        }
    }

    func run(_ program: String, adding: [String: String] = [:]) throws -> TestProcess {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return try TestProcess.run(
            ["./\(program)"], in: folder.path, environment: ["PATH": path].merging(adding) { $1 })
    }
}
