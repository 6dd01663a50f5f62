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
        try await show(end, workshop, path: path, console: console)
        try await showFirst(surroundings, console)
    }

    private func show(_ end: RunEnd, _ workshop: Workshop, path: String, console: Console)
        async throws
    {
        let view = end.view
        let rows = view.steps.filter { $0.verdict == .accepted }.reversed().map {
            (step: $0, view: view, leftOut: 0)
        }
        console.print("\nThe base and what was \(Naming.accepted(in: view)):")
        console.print(StepTable(rows).lines(for: console))
        let diff = try await workshop.candidates.diff(from: view.record.base, to: view.best)
        if !diff.isEmpty {
            console.print("\nThe winner's diff:")
            console.print(Patch(diff).lines(for: console))
        }
        RunSummary(end.view, finish: end.finish).print(to: console)
        let run = view.record.run
        console.print("\nWhat this was:")
        for words in lesson(of: view) {
            console.print(Paragraph("- " + words).lines(indent: 2, for: console))
        }
        console.print("\nLook around in it, with hone or with git alone:")
        console.print("  cd \(path.shellWord)")
        console.print("  hone log --graph")
        console.print("  git log --oneline --notes='hone/*' hone/\(run)/best")
        console.print("  git diff main hone/\(run)/best")
    }

    /// What the run showed, for somebody who sees the first.
    private func lesson(of view: RunView) -> [String] {
        let unfit = view.steps.count {
            [.buildFailed, .gateFailed, .crashed, .timedOut].contains($0.outcome)
        }
        return [
            "\(view.spent.steps) edits at random of src/wordcount.c; no model was asked. Each is a commit that was built, checked and counted; "
                + "\(unfit) did not build or pass bench/check.c, whatever they counted",
            "The operations are counted by what the compiler puts into the program, the same on a busy machine. "
                + "Where seconds decide, candidates are run in turns with what they began from, and a gain has an interval: `hone help gains`",
            "What fits one's own code is proposed by a coding agent or a model: `hone help proposers`",
        ]
    }

    /// The commands for what the user has, in the folder that they are in.
    private func showFirst(_ surroundings: Surroundings, _ console: Console) async throws {
        let first = try await FirstCommands(surroundings)
        console.print("\nNow yours:")
        console.print(Paragraph(first.introduction).lines(indent: 2, for: console))
        if Surroundings.program("hone", in: surroundings.environment) == nil,
            let program = ThisProcess.program()
        {
            show("\(program.shellWord) install", "Put hone where the shell finds it, once", console)
        }
        for line in first.lines { show(line.command, line.effect, console) }
    }

    private func show(_ command: String, _ effect: String, _ console: Console) {
        console.print("  " + console.styled(command, .bold))
        console.print(Paragraph(effect).lines(indent: 6, for: console))
    }
}
