import ArgumentParser
import Operations
import StudyModel
import WebUI

struct ReportCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write a run or a sweep as one HTML file that can be sent to anybody.",
        discussion:
            "The file needs nothing beside it and asks no other host for anything. Of a run it holds what the run holds: diffs, feedback, what the proposer was shown; of a sweep the table with what follows from it, and the curves."
    )

    static let examples = [
        CommandExample("hone report sort-3", "Write sort-3.html, complete in itself"),
        CommandExample("hone report sort-3 -o -", "Print the page"),
    ]

    @Argument(help: "The run or the sweep; the newest run when left out.", completion: .run)
    var run: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The file to write, or - for standard output; NAME.html when left out.", valueName: "file"))
    var output: String?

    @Flag(help: "Write over a file that is no report.")
    var force = false

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        let surroundings = try place.surroundings()
        let report = try await Report.make(run, in: try Workshop(surroundings))
        if output == "-" { return console.writeExactly(report.html) }
        let file = OutputFile(output ?? "\(report.name).html", in: surroundings.directory)
        if !force, let old = try file.beginning(bytes: Report.mark.utf8.count), old != Array(Report.mark.utf8)
        {
            throw ErrorReport(
                what: "'\(file.name)' is there already, and is no report",
                hint: "Name another file with `-o`, or write over it with `--force`")
        }
        try file.write(report.html)
        console.print("Wrote '\(file.name)' (\(report.size))")
    }
}
