import ArgumentParser
import StudyModel
import Wiring

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "List the steps of a run, newest first.")

    @Argument(help: "The run; the newest one when left out.", completion: .run)
    var run: String?

    @Flag(help: "List the steps of every run.")
    var all = false

    @Flag(help: "Draw which candidate came from which, from the base down.")
    var graph = false

    @Option(help: ArgumentHelp("Only the best candidates, best first.", valueName: "count"))
    var top: Int?

    @Flag(help: "List what was done to the run, newest last: steps, reviews, landings, what was undone.")
    var operations = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if let top, top < 1 { throw ValidationError("'--top' must be at least 1") }
        if all, run != nil { throw ValidationError("'--all' lists every run, so name none") }
        if operations, all || graph || top != nil {
            throw ValidationError("'--operations' lists one run, and goes with no other choice")
        }
        if graph, top != nil { throw ValidationError("'--graph' shows every step, so leave '--top' out") }
    }

    func run() async throws {
        let workbench = try await place.workbench()
        if operations { return try await printOperations(workbench) }
        let views = all ? try await workbench.runs().runs.map(\.view) : [try await workbench.view(run)]
        let console = place.console()
        if graph, !format.json {
            for view in views { console.print(StepTree(view).lines(for: console)) }
            return
        }
        let rows = views.flatMap { view in selected(from: view).map { (step: $0, view: view) } }
        if format.json {
            try console.printJSON(rows.map { StepListing($0.step, in: $0.view) })
        } else {
            console.write(StepTable(rows).render(for: console))
            for view in views {
                if let line = SpentLine(view) { console.print("\(view.record.run): " + line.text) }
            }
        }
    }

    private func printOperations(_ workbench: Workbench) async throws {
        let console = place.console()
        let table = OperationTable(
            try await workbench.operations(run).1, offsetMinutes: ThisProcess.offsetMinutes())
        if format.json { return try console.printJSON(table.rows) }
        console.write(table.render(for: console))
    }

    private func selected(from view: RunView) -> [StepSummary] {
        guard let top else { return view.steps.reversed() }
        let standing = view.steps.filter { step in
            !view.isUndone(step) && !(step.candidate.map(view.isRejected) ?? false)
        }
        let scored = standing.compactMap { step in view.selectionScore(step).map { (step, $0) } }
        let best = scored.sorted { view.objective.isBetter($0.1, than: $1.1) }
        return best.prefix(top).map(\.0)
    }
}
