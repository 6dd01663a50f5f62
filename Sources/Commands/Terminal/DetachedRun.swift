import ArgumentParser
import Operations
import Platform
import StudyModel
import Text

#if canImport(Glibc)
    import Glibc
#endif

/// A run that goes on in a process of its own when this one has ended: `hone run --json` in another session, until its first line is here.
struct DetachedRun {
    /// The first line of its stream: what it is, and who steps it.
    let line: String
    let run: RunName
    let process: Int
    /// Where the words of that process for people are.
    let output: String

    /// Starts it, and waits until it steps its run; passes on what it said until then. Throws where it ends before that.
    ///
    /// - Parameter arguments: of the command line, with `--detach` among them or not.
    static func start(_ arguments: [String], _ runs: Runs, console: Console) async throws -> DetachedRun {
        guard let program = ThisProcess.program() else {
            throw ErrorReport(what: "The system does not tell which program this process runs")
        }
        let output = try runs.detachedOutput()
        let words = arguments.filter { $0 != "--detach" && $0 != "--json" } + ["--json"]
        let process = try SeparateProcess(program, words, errors: output.path)
        let line = try await firstLine(of: process)
        let said = try output.text()
        if !said.isEmpty { console.note(said.hasSuffix("\n") ? String(said.dropLast()) : said) }
        guard let line, let fields = JSONReader.read(line)?.fields,
            let run = fields["run"]?.string.flatMap({ RunName(text: $0) }),
            let number = fields["pid"]?.number.flatMap({ Int(exactly: $0) })
        else {
            try output.remove()
            throw ExitCode(process.end())
        }
        return DetachedRun(line: line, run: run, process: number, output: try await output.settle(at: run))
    }

    /// Returns the line that says that it has started; `nil` where it ends without one. A signal to this process stops that one.
    private static func firstLine(of process: borrowing SeparateProcess) async throws -> String? {
        var bytes: [UInt8] = []
        let isStopped = StopRequest()
        async let _: Void = {
            for await _ in AsyncStream.signals([SIGINT, SIGTERM]) { isStopped.make() }
        }()
        var hasAsked = false
        while let written = process.written() {
            bytes += written
            for line in bytes.split(separator: UInt8(ascii: "\n")).map({ String(decoding: $0, as: UTF8.self) }
            )
            where line.hasSuffix("}") && JSONReader.read(line)?.fields?["type"] == .string("started") {
                return line
            }
            if isStopped.isMade, !hasAsked {
                process.interrupt()
                hasAsked = true
            }
            if written.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        }
        return nil
    }
}
