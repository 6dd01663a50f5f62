import ArgumentParser
import Operations
import Platform
import StudyModel

struct DemoCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a small repository and optimize the C program in it, in under a minute.")

    static let examples = [
        CommandExample("hone demo", "Make the repository in a new folder, and run"),
        CommandExample("hone demo FOLDER", "Make it there"),
    ]

    @Argument(help: "The folder to make; a new temporary one when left out.")
    var folder: String?

    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let console = place.console()
        let surroundings = try place.surroundings()
        let path = try await NewRepository.demo(at: folder, surroundings: surroundings)
        console.print("Made a repository with a C program, its test and its benchmark in '\(path)'")
        var inside = surroundings
        inside.directory = path
        let workshop = try Workshop(inside)
        let live = try await workshop.liveRuns.start(
            try workshop.studies.read("hone.yaml"), proposals: .byProposer)
        let observer = ProgressPrinter(
            console: console, quiet: false, steps: live.budget.steps,
            offsetMinutes: SystemClock.offsetMinutes())
        let end = try await Interruptible.run(telling: console) { stop in
            try await live.go(observer: observer, stop: stop)
        }
        try await show(end, live, workshop, path: path, console: console)
    }

    private func show(_ end: RunEnd, _ live: LiveRun, _ workshop: Workshop, path: String, console: Console)
        async throws
    {
        let view = end.view
        let rows = view.steps.filter { $0.verdict == .accepted }.reversed().map {
            (step: $0, view: view, leftOut: 0)
        }
        console.print("\nThe base and what was \(Naming.accepted(in: view)):")
        console.write(StepTable(rows).render(for: console))
        let diff = try await workshop.candidates.diff(from: view.record.base, to: view.best)
        if !diff.isEmpty {
            console.print("\nThe winner's diff:")
            console.print(Patch(diff).lines(for: console))
        }
        RunSummary(end.view, finish: end.finish).print(to: console)
        let run = view.record.run
        console.print("\nThe same with git alone:")
        console.print("  git -C \(path) log --oneline --notes='hone/*' hone/\(run)/best")
        console.print("  git -C \(path) diff main hone/\(run)/best")
        console.print(
            "  git -C \(path) log --oneline --first-parent refs/hone/journal/\(run)/\(view.record.writer)")
    }
}
