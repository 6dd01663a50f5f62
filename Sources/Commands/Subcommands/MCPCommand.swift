import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel

#if canImport(Glibc)
    import Glibc
#endif

struct MCPCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "mcp",
        abstract:
            "Serve hone's tools to an agent, by the Model Context Protocol on standard input and output.",
        discussion: """
            Twelve tools: check, run, status, stop, log, show, compare, ask, tell, fork, review, land. Answers have 16,000 characters at most, and
            a cursor or an offset to go on from. Runs go on when the agent has gone. Only a person lands: where the agent's program cannot ask one, the
            tool names the command and nothing moves. No tool takes results, looks at sealed examples, deletes or pushes.
            """)

    static let examples = [
        CommandExample("hone mcp", "What an agent's program starts: `claude mcp add hone -- hone mcp`"),
        CommandExample("hone mcp -C ../sort", "The same for another repository"),
    ]

    /// What is set where a command of a study runs.
    private static let ofSlots = ["HONE_CANDIDATE", "HONE_EVIDENCE", "HONE_RESULTS"]

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let surroundings = try place.surroundings()
        guard !Self.ofSlots.contains(where: { surroundings.environment[$0] != nil }) else {
            throw ErrorReport(
                what: "A command of a study has no use for `hone mcp`",
                causes: ["this process runs in one of hone's slots"], exit: .wrongUsage)
        }
        // Notes for people go to standard error, as nobody reads them here.
        let place = MCPPlace(workshop: { try Workshop(surroundings) }, program: ThisProcess.program())
        _ = try place.workshop()
        let (lines, queue) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingOldest(16))
        let server = MCPServer(MCPTool.all, in: place, version: Hone.version) { line in
            // Whoever reads no answers is not listened to either.
            while case .dropped = queue.yield(line) {
                do { try await Task.sleep(for: .milliseconds(10)) } catch { return }
            }
        }
        let output = LineOutput()
        async let written: Void = {
            for await line in lines { await output.write(line) }
        }()
        await server.serve(.lines(of: STDIN_FILENO))
        queue.finish()
        await written
    }
}
