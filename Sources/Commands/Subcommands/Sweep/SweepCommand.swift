import ArgumentParser

struct SweepCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Run a study with other choices, over seeds, and compare them.",
        discussion: """
            `hone sweep -m batch.size=1,3,5 --seeds 7` runs every value with seeds 1 to 7; several `-m` make a grid.

            A file says more: `vary:` with keys of the study file and their values, `starts:` for other bases, `set:`, \
            `skip:`, `seeds:`, `budget: {unit: updates, each: 15}`, `compare: {with: first, confidence: 0.95}`, `test: chosen`, \
            `race: {from: 4, again: 0.2}` (cells that are surely worse are dropped, and the two best run again with fresh seeds), \
            `baselines: [base, constant, best-of, mutation]`, `parallel: {cells: 2}`.

            Before anything is spent it says what the grid can find. Every cell is an ordinary run; Ctrl-C stops after \
            the step in flight, and `hone sweep --resume` goes on.
            """,
        subcommands: [SweepRunCommand.self, SweepShowCommand.self, SweepDeleteCommand.self],
        defaultSubcommand: SweepRunCommand.self)

    static let examples = [
        CommandExample(
            "hone sweep -m batch.size=1,3,5 --seeds 7",
            "Run the study with three values, seven seeds each, and compare"),
        CommandExample("hone sweep show", "What it has come to so far"),
    ]
}
