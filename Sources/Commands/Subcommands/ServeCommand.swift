import ArgumentParser
import Glibc
import Operations
import Text
import WebUI

struct ServeCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Show the runs in a browser, live, on this machine alone.",
        discussion: """
            Listens on 127.0.0.1 and opens with an address that works once. From another machine, forward the same port:
            `ssh -L PORT:127.0.0.1:PORT host`. Ctrl-C ends it.
            """)

    static let examples = [
        CommandExample("hone serve", "Open the runs in the browser"),
        CommandExample(
            "hone serve --port 8080 --no-open", "On a port to forward; only print the address"),
    ]

    @Option(help: "The port to listen on; one that is free when left out.")
    var port: UInt16 = 0

    @Flag(name: .customLong("no-open"), help: "Print the address and open no browser.")
    var staysClosed = false

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let surroundings = try place.surroundings()
        let workshop = try Workshop(surroundings)
        var generator = SystemRandomNumberGenerator()
        let site = Site(
            workshop, port: port, token: Secret(using: &generator), session: Secret(using: &generator),
            words: { ErrorReport(known: $0)?.oneLine ?? "\($0)" })
        let console = place.console()
        let opens = !staysClosed && Browser.hasScreen(surroundings.environment)
        try await untilInterrupted {
            try await site.run { address in
                console.print("The runs of this repository, until Ctrl-C. The address works once:")
                console.print(address)
                if opens, !Browser.open(address) {
                    console.note("There is no `xdg-open`, so open it yourself")
                }
            }
        }
    }

    /// Runs `body` until it ends or SIGINT or SIGTERM comes, which is how it is meant to end.
    private func untilInterrupted(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let signals = AsyncStream<Int32>.signals([SIGINT, SIGTERM])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await body() }
            group.addTask {
                for await _ in signals { return }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
