import ArgumentParser
import Operations

struct HooksInstallCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "install", abstract: "Put hone's hooks in place; your own are kept and run first.")

    static let examples = [
        CommandExample(
            "hone hooks install", "Put them in place; `hone hooks uninstall` takes them away")
    ]

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        // Without the path the hooks look for `hone` on the PATH.
        let program = ThisProcess.program() ?? "hone"
        let report = try await place.workshop().hooks.install(program: program)
        let console = place.console()
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
        switch report.reach {
        case .repository: break
        case .checkout: console.print("The folder is in the checkout, so `git status` shows them")
        case .shared: console.print("Every repository whose core.hooksPath names this folder runs them")
        }
        console.print("Take them away with `hone hooks uninstall`")
    }
}
