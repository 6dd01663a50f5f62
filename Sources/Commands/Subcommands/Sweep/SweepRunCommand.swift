import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel
import Text

struct SweepRunCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Start a sweep, or go on with one.")

    static let examples = [
        CommandExample(
            "hone sweep run -m batch.size=1,3,5 --seeds 7", "Three values of a key, seven seeds each"),
        CommandExample(
            "hone sweep run sweep.yaml --dry-run",
            "Say what the file's sweep would run and could find, and run nothing"),
        CommandExample("hone sweep run --resume", "Go on with the newest sweep"),
        CommandExample("hone sweep run sweep.yaml --json", "Print what it came to for a program"),
    ]

    @Argument(
        help: "The sweep's file; sweep.yaml where none is named and nothing is varied here.",
        completion: .file(extensions: ["yaml", "yml"]))
    var file: String?

    @Option(
        name: .customShort("m"), parsing: .singleValue,
        help: ArgumentHelp(
            "A key of the study file and the values that it is varied over.", valueName: "key=a,b"))
    var vary: [String] = []

    @Option(help: ArgumentHelp("Runs of each cell, with seeds 1 to this.", valueName: "count"))
    var seeds: Int?

    @Option(
        defaultAsFlag: "",
        help: ArgumentHelp(
            "Go on with a sweep; the newest unfinished one when none is named.", valueName: "sweep"))
    var resume: String?

    @Flag(help: "Say what would be run and what that can find, and run nothing.")
    var dryRun = false

    @OptionGroup var study: StudyOptions
    @OptionGroup var output: SweepOutputOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if resume != nil, file != nil || !vary.isEmpty || seeds != nil {
            throw ValidationError("'--resume' goes on with a sweep as it was begun, so vary nothing")
        }
        if let seeds, !(1...10_000).contains(seeds) {
            throw ValidationError("'--seeds' must be from 1 to 10000")
        }
        for text in vary where (text.firstIndex(of: "=") ?? text.startIndex) == text.startIndex {
            throw ValidationError(
                "'-m' takes a key and its values, such as -m batch.size=1,3,5, not '\(text)'")
        }
    }

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let sweeps = workshop.sweeps
        let live: LiveSweep
        if let resume {
            live = try await sweeps.resume(resume.isEmpty ? nil : resume)
        } else {
            let prepared = try await sweeps.prepare(
                file: file, varying: varied, seeds: seeds, study: study.path)
            if output.isForPeople || dryRun { console.print(SweepPreview(prepared).lines) }
            if dryRun { return }
            live = try await sweeps.start(prepared)
        }
        let isQuiet = !output.isForPeople
        let observer = ProgressPrinter(
            console: console, quiet: isQuiet || !console.isTerminal || live.plan.width > 1, steps: nil,
            offsetMinutes: SystemClock.offsetMinutes())
        let words = Interruptible.Words(
            end: ErrorReport(
                what: "Stopped in the middle of a step, which was not recorded",
                hint: "Go on with `hone sweep --resume \(live.plan.name)`", exit: .interrupted))
        let report = try await Interruptible.run(telling: console, words: words) { stop in
            try await live.go(observer: observer, stop: stop) { progress in
                if let line = Self.line(progress), !isQuiet { console.print(line) }
            }
        }
        output.print(report, to: console)
    }

    private var varied: [(key: String, values: String)] {
        vary.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    private static func name(of cell: SweepPlan.Cell) -> String {
        cell.baseline?.rawValue ?? "cell \(cell.number)"
    }

    private static func line(_ progress: LiveSweep.Progress) -> String? {
        switch progress {
        case .ended(let cell, let seed, let run):
            "\(name(of: cell)) seed \(seed): \(run) ended"
        case .dropped(let drop):
            "cell \(drop.cell + 1) is dropped after \(drop.seeds) seeds: \(SweepWords.chance(drop.p, digits: 4)) against cell \(drop.leader + 1)"
        case .added(let addition):
            "cells \(addition.cells.map { String($0 + 1) }.joined(separator: " and ")) are run again with seeds "
                + addition.seeds.map(String.init).joined(separator: ", ")
        case .failed(let cell, let seed, let reason): "\(name(of: cell)) seed \(seed): failed: \(reason)"
        }
    }
}

/// How a sweep is printed.
struct SweepOutputOptions: ParsableArguments {
    @OptionGroup var json: FormatOptions

    @Option(
        name: .customLong("format"),
        help: ArgumentHelp("How the table is written: text, csv, markdown or latex.", valueName: "format"))
    var format: String = "text"

    /// `nil` for what people read.
    private var other: SweepTable.Format? { SweepTable.Format(rawValue: format) }

    func validate() throws {
        guard format == "text" || other != nil else {
            throw ValidationError("'--format' must be text, csv, markdown or latex, not '\(format)'")
        }
        if json.json, format != "text" { throw ValidationError("'--json' is a format of its own") }
    }

    /// Whether what is printed is read by people, who are told of progress too.
    var isForPeople: Bool { !json.json && format == "text" }

    func print(_ report: SweepReport, to console: Console) {
        if json.json { return console.printJSON(report) }
        let table = SweepTable(report)
        if let other { return console.writeExactly(table.document(other)) }
        console.print(table.lines(for: console))
    }
}
