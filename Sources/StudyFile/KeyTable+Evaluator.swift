import StudyModel

extension KeyReference {
    /// The keys of `evaluator`, in the order in which a file has them.
    static let evaluating: [KeyReference] = judges + measuring + confining

    private static let judges: [KeyReference] =
        [
            .group("evaluator", "What judges a candidate"),
            .defaulted(
                "evaluator.files", .list(.text), .at(\.evaluator.files),
                "Patterns of the evaluator's own files: taken from the checkout, committed or not, and never part of a candidate"
            ),
            .defaulted(
                "evaluator.hidden", .list(.text), .at(\.evaluator.hidden),
                "What no proposer and no candidate's build may see, nor a candidate change"),
            .defaulted(
                "evaluator.inputs", .items(.input), .at(\.evaluator.inputs),
                "What the evaluator needs and git does not hold, read-only: a list of {from, to}"),
            .alternative(
                "evaluator.inputs[].from", "/data/corpus",
                "Where it lies: absolute, below ~/, or relative to the top of the checkout"),
            .alternative("evaluator.inputs[].to", "corpus", "Where the candidate's folder has it"),
        ]
        + optionalCommand(
            "evaluator.setup", \.evaluator.setup, timeout: .seconds(300), example: "make deps",
            "Runs once, on the base", run: "The command; text for the shell, or a list of words")
        + optionalCommand(
            "evaluator.build", \.evaluator.build, timeout: .seconds(600), example: "make",
            "Builds a candidate; its failure is an outcome of its own", run: "The command")
        + gates
        + command(
            "evaluator.command", \.evaluator.command, timeout: .seconds(60), example: "./bench.sh",
            "Scores a candidate; the simplest one prints a number on its last line",
            run: "The command; text for the shell, or a list of words")

    private static let gates: [KeyReference] = [
        .defaulted(
            "evaluator.gates", .items(.gate), .at(\.evaluator.gates),
            "What must all be passed before anything is scored: commands that exit with 0"),
        .alternative("evaluator.gates[].run", "make test", "The command"),
        .alternative("evaluator.gates[].timeout", "5m", "Its time limit"),
        .alternative(
            "evaluator.gates[].metric", "quick",
            "What it scores: its last line is that number, or an object that has it; recorded with the candidate"
        ),
        .alternative(
            "evaluator.gates[].at_least", "0.5",
            "The least that passes, so that a cheap stage spares a dear one"),
        .alternative("evaluator.gates[].at_most", "20", "The most that passes"),
    ]

    private static let measuring: [KeyReference] = [
        .defaulted(
            "evaluator.results", .results, .at(\.evaluator.results),
            "Where the numbers are: auto, file, stdout, {regex: …}, json, google-benchmark, hyperfine, pytest-benchmark, openevolve or shinka"
        ),
        .alternative(
            "evaluator.results.regex", "\"took ([0-9.]+) s\"",
            "Its first group is the score; the last match counts"),
        .defaulted(
            "evaluator.missing", .word, .at(\.evaluator.missing),
            "An example without a result: reject the candidate, or count it as worst"),
        .defaulted(
            "evaluator.deterministic", .truth, .at(\.evaluator.deterministic),
            "true: equal candidates give equal values, so that one run of each says all"),
        .defaulted(
            "evaluator.cache", .truth, .at(\.evaluator.cache),
            "true: where it is deterministic, what this clone measured before of the same files is not run again; budgets are charged all the same",
            before: false),
        .group("evaluator.measure", "How a score is measured"),
        .defaulted(
            "evaluator.measure.repeats", .repeats, .at(\.evaluator.measure.repeats),
            "Runs of the command for each candidate and example; 2..10, a race: pairs with the parent until they decide, where runs are noisy, interleaved and without examples (elsewhere 5, or 10 pairs where several objectives decide without examples, and 1 where `deterministic`)"
        ),
        .defaulted(
            "evaluator.measure.warmup", .wholeNumber(atLeast: 0, atMost: 10),
            .at(\.evaluator.measure.warmup),
            "Runs of each candidate that open a sitting and are not counted, where the first ones differ from those that follow"
        ),
        .defaulted(
            "evaluator.measure.statistic", .word, .at(\.evaluator.measure.statistic),
            "What becomes of the repeats: median, mean (the default with examples), min or max"),
        .defaulted(
            "evaluator.measure.compare", .word, .at(\.evaluator.measure.compare),
            "stored trusts the parent's earlier figure, which a lucky reading or a drifting machine falsifies (the default with examples); interleaved runs parent and candidate in turn",
            before: .stored),
        .defaulted(
            "evaluator.measure.min_gain", .gain, .at(\.evaluator.measure.minGain),
            "The least gain, as it is estimated, that is accepted: a percentage, or a number in the metric's unit; for `not-worse` over noisy runs the most that may be lost"
        ),
        .defaulted(
            "evaluator.measure.exclusive", .truth, .at(\.evaluator.measure.exclusive),
            "true: one measurement at a time on the whole machine"),
        .defaulted(
            "evaluator.measure.confirm", .wholeNumber(atLeast: 1, atMost: 1000),
            .at(\.evaluator.measure.confirm),
            "Interleaved pairs of the winner and the base that close a run"),
        .defaulted(
            "evaluator.secrets", .list(.environmentName), .at(\.evaluator.secrets),
            "Environment variables, by name, that the command may read"),
        .defaulted(
            "evaluator.keep", .keep, .at(\.evaluator.keep),
            "Untracked paths that survive between candidates, such as build folders"),
        .alternative("evaluator.keep.paths", "[build]", "The paths, where a policy is named too"),
        .alternative(
            "evaluator.keep.policy", "warm",
            "warm: back to the snapshot after a failure; fresh: after every evaluation"),
    ]

    private static let confining: [KeyReference] = [
        .group("evaluator.sandbox", "How commands are confined"),
        .defaulted(
            "evaluator.sandbox.mode", .word, .at(\.evaluator.sandbox.mode),
            "auto: where bubblewrap is installed; required, or off"),
        .defaulted(
            "evaluator.sandbox.network", .truth, .at(\.evaluator.sandbox.network),
            "Whether commands reach the network"),
        .defaulted(
            "evaluator.sandbox.memory", .either(.size, "none"), .at(\.evaluator.sandbox.memory),
            "Memory of a command, such as 2GiB"),
        .defaulted(
            "evaluator.sandbox.processes", .either(.wholeNumber(atLeast: 1), "none"),
            .at(\.evaluator.sandbox.processes),
            "Processes of a command at once"),
        .defaulted(
            "evaluator.sandbox.read", .list(.text), .at(\.evaluator.sandbox.read),
            "Further paths that commands may read: absolute, below ~/, or relative to the top of the checkout"
        ),
        .defaulted(
            "evaluator.sandbox.write", .list(.text), .at(\.evaluator.sandbox.write),
            "Further paths that commands may write"),
        .defaulted(
            "evaluator.sandbox.devices", .list(.text), .at(\.evaluator.sandbox.devices),
            "Devices that commands may use, such as /dev/nvidia*; which of several goes by `evaluator.secrets: [CUDA_VISIBLE_DEVICES]`",
            before: []),
    ]
}
