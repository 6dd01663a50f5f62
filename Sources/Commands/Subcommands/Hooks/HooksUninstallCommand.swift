import ArgumentParser
import Operations

struct HooksUninstallCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "uninstall", abstract: "Take hone's hooks away and put back what was there before.")

    static let examples = [
        CommandExample("hone hooks uninstall", "Put back what was there, byte for byte"),
        CommandExample("hone hooks uninstall --agent cursor", "Take the file for an agent away"),
    ]

    @OptionGroup var skill: SkillOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        if let agent = skill.agent {
            let gone = try place.workshop().skill(for: agent).uninstall()
            return format.json ? console.printJSON(gone) : console.print("Took '\(gone.path)' away")
        }
        let report = try await place.workshop().hooks.uninstall()
        if format.json { return console.printJSON(report) }
        console.print(HooksPage(report).lines(for: console))
    }
}
