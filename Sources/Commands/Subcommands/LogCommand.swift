import ArgumentParser
import Listings
import Operations
import Platform
import StudyModel

struct LogCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List the steps of a run, newest first.")

    static let examples = [
        CommandExample("hone log", "The steps of the newest run"),
        CommandExample("hone log sort-3 --graph", "One run, drawn as git draws commits"),
        CommandExample("hone log sort-3 --plot", "Its curve: what each step came to, and the best so far"),
        CommandExample("hone log sort-3 --top 5", "Its best five"),
        CommandExample("hone log -n 5 --quiet", "The names of the newest five, for scripts"),
        CommandExample("hone log --operations", "What was done to it: landings, reverts, undoings"),
        CommandExample("hone log --json", "The steps for a program"),
    ]

    @Argument(help: "The run; the newest one when left out.", completion: .run)
    var run: String?

    @Flag(help: "List the steps of every run.")
    var all = false

    @Flag(help: "Draw which candidate came from which, as git draws commits.")
    var graph = false

    @Flag(help: "Draw the run's curve, of what the report draws it of.")
    var plot = false

    @Flag(help: "List every step of a long run, not its outline alone.")
    var full = false

    @Option(name: .customShort("n"), help: ArgumentHelp("Only the newest steps.", valueName: "count"))
    var newest: Int?

    @Flag(name: .shortAndLong, help: "Only the names of the steps, a line each, for scripts.")
    var quiet = false

    @Option(help: ArgumentHelp("Only the best candidates, best first.", valueName: "count"))
    var top: Int?

    @Flag(
        help:
            "Only the candidates that no other beats by all objectives, the best first; of one objective the best."
    )
    var front = false

    @Flag(help: "List what was done to the run, newest last: steps, reviews, landings, what was undone.")
    var operations = false

    @Option(
        defaultAsFlag: "",
        help: ArgumentHelp(
            "List the runs of a sweep, a line each; of the newest when none is named.", valueName: "sweep"))
    var sweep: String?

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if let top, top < 1 { throw ValidationError("'--top' must be at least 1") }
        if let newest, newest < 1 { throw ValidationError("'-n' must be at least 1") }
        if newest != nil, graph || top != nil || front || operations || sweep != nil || full {
            throw ValidationError("'-n' chooses what is listed, and goes with no other choice of steps")
        }
        if plot, graph || top != nil || front || operations || sweep != nil || full || newest != nil || quiet
        {
            throw ValidationError("'--plot' draws every step, and goes with no other choice of them")
        }
        if plot, format.json { throw ValidationError("'--plot' is for people, so leave '--json' out") }
        if quiet, graph || operations || sweep != nil || format.json {
            throw ValidationError("'--quiet' lists names alone, so leave other ways to list out")
        }
        if all, run != nil { throw ValidationError("'--all' lists every run, so name none") }
        if front, graph || top != nil {
            throw ValidationError("'--front' chooses what is listed, so leave '--graph' and '--top' out")
        }
        if operations, all || graph || top != nil || front {
            throw ValidationError("'--operations' lists one run, and goes with no other choice")
        }
        if sweep != nil, run != nil || all || graph || operations || top != nil || front {
            throw ValidationError("'--sweep' lists the runs of a sweep, and goes with no other choice")
        }
        if full, top != nil || front || operations || sweep != nil {
            throw ValidationError("'--full' lists every step, and goes with no other choice of them")
        }
        if graph, top != nil {
            throw ValidationError("'--graph' shows what came from which, so leave '--top' out")
        }
    }

    func run() async throws {
        let workshop = try place.workshop()
        if let sweep {
            let report = try await workshop.sweeps.report(sweep.isEmpty ? nil : sweep)
            if format.json { return place.console().printJSON(report) }
            return try place.pager(workshop).show(SweepTable(report).runs(for: place.console()))
        }
        if operations { return try await printOperations(workshop) }
        let views =
            all ? try await workshop.runs.list().runs.map(\.view) : [try await workshop.runs.view(run)]
        if format.json { return try await printSteps(of: views, workshop) }
        let pager = try place.pager(workshop)
        var fates: [RunName: [String]] = [:]
        for view in views where !quiet {
            fates[view.record.run] = try await workshop.runs.landed(of: view).compactMap(\.words)
        }
        pager.show(lines(of: views, fates, for: place.console()))
    }

    /// - Parameter fates: by run, what became of landings that do not stand as they were made.
    private func lines(of views: [RunView], _ fates: [RunName: [String]], for console: Console) -> [String] {
        if plot {
            return views.flatMap { view in
                [console.styled(view.record.run.text, .bold)]
                    + view.record.study.objectives.indices.flatMap {
                        ScorePlot(view, by: $0).lines(for: console)
                    }
            }
        }
        let outlines = views.map { (view: $0, outline: RunOutline($0, full ? .full : .outline)) }
        if graph {
            return outlines.flatMap { view, outline in
                StepGraph(view, outline).lines(for: console) + closing(view, outline, fates)
            }
        }
        // A long run has too many steps for copies of them.
        let chosen = outlines.map { (view: $0.view, places: selected(from: $0.view) ?? outlined($0.outline)) }
        let rows = chosen.lazy.flatMap { view, places in
            places.lazy.map { (step: view.steps[$0.index], view: view, leftOut: $0.leftOut) }
        }
        if quiet { return rows.map { Naming.step($0.step.step, in: $0.view) } }
        return StepTable(rows).lines(for: console)
            + outlines.flatMap { view, outline in
                [SpentLine(view)?.text, PassedOver(view)?.text].compactMap { $0 }
                    .map { "\(view.record.run): \($0)" } + closing(view, outline, fates)
            }
    }

    /// Which lineages ended, what was landed and is gone, and that not every step is listed.
    private func closing(_ view: RunView, _ outline: RunOutline, _ fates: [RunName: [String]]) -> [String] {
        let run = view.record.run
        let ends = Naming.ends(in: view) + (fates[run] ?? [])
        let isWhole = outline.leftOut == 0 || front || top != nil || newest != nil
        let rest =
            "\(outline.leftOut) of \(outline.count) steps are not listed; `hone log \(run) --full` lists all"
        return (ends + (isWhole ? [] : [rest])).map { "\(run): \($0)" }
    }

    /// Those of an outline, the newest first.
    private func outlined(_ outline: RunOutline) -> [Place] {
        let places = Array(outline.kept.reversed())
        return zip(places, places.dropFirst() + [-1]).map { Place(index: $0, leftOut: $0 - $1 - 1) }
    }

    /// Where a step to be listed is among the view's, and how many before it are not listed.
    private struct Place {
        let index: Int
        var leftOut = 0
    }

    private func printSteps(of views: [RunView], _ workshop: Workshop) async throws {
        var steps: [StepListing] = []
        for (view, reader) in zip(views, try await workshop.runs.readers(views.map(\.record.run))) {
            let places = selected(from: view)?.map(\.index) ?? view.steps.indices.reversed()
            steps += try await reader.listings(of: places.map { view.steps[$0] }, in: view)
        }
        place.console().printJSON(RunLog(steps: steps, of: views))
    }

    private func printOperations(_ workshop: Workshop) async throws {
        let console = place.console()
        let operations = try await workshop.operations.list(run)
        if format.json { return console.printJSON(ListingList("operations", operations)) }
        let table = OperationTable(operations, offsetMinutes: SystemClock.offsetMinutes())
        try place.pager(workshop).show(table.lines(for: console))
    }

    /// The steps that were asked for; `nil` where all of them were.
    private func selected(from view: RunView) -> [Place]? {
        if front {
            return view.front.compactMap { step in
                view.steps.lastIndex { $0.step == step.step }.map { Place(index: $0) }
            }
        }
        if let newest { return view.steps.indices.reversed().prefix(newest).map { Place(index: $0) } }
        guard let top else { return quiet ? view.steps.indices.reversed().map { Place(index: $0) } : nil }
        let standing = view.steps.indices.filter { place in
            let step = view.steps[place]
            return !view.isUndone(step) && !(step.candidate.map(view.isRejected) ?? false)
        }
        let scored = standing.filter { view.selectionScore(view.steps[$0]) != nil }
        let ranked = scored.map { (place: $0, rank: view.rankAsTold(view.steps[$0])) }
            .sorted { $0.rank < $1.rank }
        return ranked.prefix(top).map { Place(index: $0.place) }
    }
}
