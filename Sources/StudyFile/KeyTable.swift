import StudyModel

extension KeyReference {
    /// Every key, in the order in which a file has them.
    package static let all: [KeyReference] =
        top + evaluatorKeys + judging + showing + proposing + searching + running

    private static let top: [KeyReference] = [
        .required("version", "1", "The version of this format") { _ in Study.currentVersion },
        .required(
            "study", "sort", "The study's name; its runs are named after it: sort-1, sort-2, …", \.name),
        .defaulted(
            "instructions", "\"\"", "What the proposer is asked for: text, or the path of a file with it",
            \.instructions),
        .group("artifact", "What is improved, and from where"),
        .defaulted(
            "artifact.base", "HEAD", "The starting artifact: any commit, branch or tag", \.artifact.base),
        .required(
            "artifact.editable", "[src/**]", "The files that may change; patterns as in .gitignore",
            \.artifact.editable),
        .defaulted("artifact.frozen", "[]", "Patterns that win over editable", \.artifact.frozen),
        .defaulted(
            "artifact.regions", "whole-file",
            "whole-file, or markers: only lines between \"hone: begin NAME\" and \"hone: end\"",
            \.artifact.regions),
        .defaulted("context", "[]", "Patterns of read-only files that are shown to the proposer", \.context),
    ]

    private static let evaluatorKeys: [KeyReference] = [
        .group("evaluator", "What judges a candidate"),
        .defaulted(
            "evaluator.files", "[]",
            "Patterns of the evaluator's own files: taken from the checkout, committed or not, and never part of a candidate",
            \.evaluator.files),
        .defaulted(
            "evaluator.hidden", "[]", "Of those, what no proposer and no candidate's build may see",
            \.evaluator.hidden),
        .defaulted(
            "evaluator.inputs", "[]",
            "What the evaluator needs and git does not hold, read-only: a list of {from, to}",
            \.evaluator.inputs),
        .alternative(
            "evaluator.inputs[].from", "/data/corpus",
            "Where it lies: absolute, or relative to the top of the checkout"),
        .alternative("evaluator.inputs[].to", "corpus", "Where the candidate's folder has it"),
        .group("evaluator.setup", "Runs once, on the base", optional: true),
        .required(
            "evaluator.setup.run", "make deps", "The command; text for the shell, or a list of words",
            \.evaluator.setup?.run),
        .defaulted("evaluator.setup.timeout", "5m", "Its time limit", \.evaluator.setup?.timeout),
        .group("evaluator.build", "Builds a candidate; its failure is an outcome of its own", optional: true),
        .required("evaluator.build.run", "make", "The command", \.evaluator.build?.run),
        .defaulted("evaluator.build.timeout", "10m", "Its time limit", \.evaluator.build?.timeout),
        .defaulted(
            "evaluator.gates", "[]", "Commands that must all exit with 0 before anything is scored",
            \.evaluator.gates),
        .alternative("evaluator.gates[].run", "make test", "The command"),
        .alternative("evaluator.gates[].timeout", "5m", "Its time limit"),
        .group("evaluator.command", "Scores a candidate; the simplest one prints a number on its last line"),
        .required(
            "evaluator.command.run", "./bench.sh", "The command; text for the shell, or a list of words",
            \.evaluator.command.run),
        .defaulted("evaluator.command.timeout", "60s", "Its time limit", \.evaluator.command.timeout),
        .defaulted(
            "evaluator.results", "auto",
            "Where the numbers are: auto, file, stdout, {regex: …}, json, google-benchmark, hyperfine or pytest-benchmark",
            \.evaluator.results),
        .alternative(
            "evaluator.results.regex", "\"took ([0-9.]+) s\"",
            "Its first group is the score; the last match counts"),
        .defaulted(
            "evaluator.missing", "reject",
            "An example without a result: reject the candidate, or count it as worst", \.evaluator.missing),
        .defaulted(
            "evaluator.deterministic", "false", "true: one trial decides, and is compared exactly",
            \.evaluator.deterministic),
        .group("evaluator.measure", "How a score is measured"),
        .defaulted(
            "evaluator.measure.repeats", "5", "Runs of the command for each candidate and example",
            \.evaluator.measure.repeats),
        .defaulted(
            "evaluator.measure.statistic", "median", "What becomes of the repeats: median, mean, min or max",
            \.evaluator.measure.statistic),
        .defaulted(
            "evaluator.measure.compare", "stored",
            "stored trusts the parent's earlier figure; interleaved runs parent and candidate in turn",
            \.evaluator.measure.compare),
        .defaulted(
            "evaluator.measure.min_gain", "0%",
            "The least gain that is accepted: a percentage, or a number in the metric's unit",
            \.evaluator.measure.minGain),
        .defaulted(
            "evaluator.measure.exclusive", "false", "true: one measurement at a time on the whole machine",
            \.evaluator.measure.exclusive),
        .defaulted(
            "evaluator.measure.confirm", "20",
            "Interleaved pairs of the winner and the base that close a run", \.evaluator.measure.confirm),
        .defaulted(
            "evaluator.secrets", "[]", "Environment variables, by name, that the command may read",
            \.evaluator.secrets),
        .defaulted(
            "evaluator.keep", "[]", "Untracked paths that survive between candidates, such as build folders",
            \.evaluator.keep),
        .alternative("evaluator.keep.paths", "[build]", "The paths, where a policy is named too"),
        .alternative(
            "evaluator.keep.policy", "warm",
            "warm: back to the snapshot after a failure; fresh: after every evaluation"),
        .group("evaluator.sandbox", "How commands are confined"),
        .defaulted(
            "evaluator.sandbox.mode", "auto", "auto: where bubblewrap is installed; required, or off",
            \.evaluator.sandbox.mode),
        .defaulted(
            "evaluator.sandbox.network", "false", "Whether commands reach the network",
            \.evaluator.sandbox.network),
        .defaulted(
            "evaluator.sandbox.memory", "none", "Memory of a command, such as 2GiB",
            \.evaluator.sandbox.memory),
        .defaulted(
            "evaluator.sandbox.processes", "none", "Processes of a command at once",
            \.evaluator.sandbox.processes),
        .defaulted(
            "evaluator.sandbox.read", "[]", "Further paths that commands may read", \.evaluator.sandbox.read),
        .defaulted(
            "evaluator.sandbox.write", "[]", "Further paths that commands may write",
            \.evaluator.sandbox.write),
    ]

    private static let judging: [KeyReference] = [
        .group("objective", "The metric that decides"),
        .defaulted("objective.metric", "score", "Its name; a lone number is named score", \.objective.metric),
        .required("objective.direction", "minimize", "minimize or maximize", \.objective.direction),
        .defaulted(
            "constraints", "{}",
            "Limits by metric that a candidate must keep, such as {error_rate: \"<= 0.01\"}", \.constraints),
        .group("examples", "The inputs that a candidate is tried on", optional: true),
        .required(
            "examples.file", "cases.jsonl", "The file: a JSON object a line", \.examples?.source.paths),
        .alternative(
            "examples.file.train", "train.jsonl", "Instead, a file for each part: what the search sees"),
        .alternative("examples.file.validation", "validation.jsonl", "What the winner is selected by"),
        .alternative("examples.file.test", "test.jsonl", "What nobody sees before `hone test`"),
        .defaulted("examples.id", "id", "The field that identifies an example", \.examples?.id),
        .defaulted("examples.expected", "none", "The field with the expected answer", \.examples?.expected),
        .group(
            "examples.split",
            "How many examples each part gets, in the file's order: a number, a percentage, or rest"),
        .defaulted(
            "examples.split.train", "rest", "What the search sees", \.examples?.source.shares?.train),
        .defaulted(
            "examples.split.validation", "none", "What the winner is selected by",
            \.examples?.source.shares?.validation),
        .defaulted(
            "examples.split.test", "none", "What nobody sees before `hone test`",
            \.examples?.source.shares?.test),
        .alternative(
            "examples.split.field", "split",
            "Instead, the field of an example that names its part: train, validation, test or none"),
        .defaulted(
            "examples.order", "shuffled",
            "The order of minibatches. shuffled: drawn anew each epoch; sequential: drawn once; dataset: the file's",
            \.examples?.order),
        .defaulted(
            "examples.stratify", "none",
            "The field whose values every part should hold alike, where parts are numbers or percentages",
            \.examples?.stratify),
        .group("batch", "The train examples of one step: each once an epoch"),
        .defaulted("batch.size", "all", "How many, or all", \.batch.size),
    ]

    private static let showing: [KeyReference] = [
        .group("evidence", "What the proposer is shown"),
        .defaulted(
            "evidence.template", "batch",
            "What of the parent is shown: batch, the trials of the minibatch; interactive, one trial; episodic, one trial's steps",
            \.evidence.template),
        .group("evidence.horizon", "How much of a trace is shown"),
        .defaulted("evidence.horizon.steps", "all", "How many steps, or all", \.evidence.horizon.steps),
        .defaulted(
            "evidence.horizon.keep", "last", "Which: first, last, both or every-nth", \.evidence.horizon.keep),
        .defaulted("evidence.memory", "5", "Earlier attempts, accepted and rejected", \.evidence.memory),
        .defaulted(
            "evidence.show", "[score, feedback, trace, comparison]",
            "Any of score, feedback, trace, expected (answers), and comparison (of the last step with the one before)",
            \.evidence.show),
        .defaulted("evidence.stages", "[]", "Sentences by score: a list of {below, say}", \.evidence.stages),
        .alternative("evidence.stages[].below", "0.5", "Said while the score is on the worse side of this"),
        .alternative("evidence.stages[].say", "Try a different algorithm.", "The sentence"),
        .defaulted("evidence.limit", "24000 tokens", "The most that is shown, or none", \.evidence.limit),
    ]

    private static let searching: [KeyReference] = [
        .group("search", "How the loop chooses"),
        .defaulted(
            "search.strategy", "chain", "chain: each step starts from the last accepted candidate",
            \.search.strategy),
        .defaulted(
            "search.round", "1", "Proposals made from the same state; changes results", \.search.round),
        .group("search.accept", "When a candidate is accepted"),
        .defaulted(
            "search.accept.on", "train", "train, validation, or staged: minibatch, then validation",
            \.search.accept.on),
        .defaulted(
            "search.accept.rule", "better",
            "better: than its parent, by a test at the confidence; always: whenever it is scored",
            \.search.accept.rule),
        .defaulted(
            "search.accept.confidence", "0.95",
            "Between 0.5 and 1: the share of pure-noise candidates that is turned down",
            \.search.accept.confidence),
        .group("search.rollback", "Back to the best when the last is much worse", optional: true),
        .defaulted(
            "search.rollback.patience", "5", "Steps after the best before that happens",
            \.search.rollback?.patience),
        .defaulted(
            "search.rollback.drop", "0.2", "How much worse: a share of the best's gain over the base",
            \.search.rollback?.drop),
        .defaulted(
            "search.select", "train",
            "How the winner is selected: train, last, or validation (the default with a validation split)",
            \.search.select),
    ]

    private static let running: [KeyReference] = [
        .group("budget", "What a run may spend, proposer and evaluator together; none for no bound"),
        .defaulted("budget.steps", "20", "Candidates", \.budget.steps),
        .defaulted("budget.trials", "none", "Runs of the evaluator's command", \.budget.trials),
        .defaulted("budget.time", "none", "Wall clock, such as 2h", \.budget.time),
        .defaulted("budget.tokens", "none", "Tokens, in and out", \.budget.tokens),
        .defaulted(
            "budget.cost", "none", "Money, such as 5 USD",
            { [$0.budget.cost.map { "\($0)" }, $0.budget.currency] }),
        .group("stop", "What ends a run before its budget does; none for never"),
        .defaulted("stop.score", "none", "A score that is good enough", \.stop.score),
        .defaulted("stop.patience", "none", "Steps without an accepted candidate", \.stop.patience),
        .defaulted("stop.failures", "none", "Steps in a row without a score", \.stop.failures),
        .group("parallel", "How much runs at once; changes the wall clock, never the result"),
        .defaulted("parallel.propose", "1", "Proposals", \.parallel.propose),
        .defaulted("parallel.evaluate", "1", "Evaluations", \.parallel.evaluate),
        .defaulted(
            "branches", "living",
            "living: lineages that ended lose their branch, not their commits; all: every one keeps it",
            \.branches),
        .defaulted(
            "slots", "auto", "Where candidates are built: auto for the cache folder, or a folder", \.slots),
        .group("store", "What the journal keeps"),
        .defaulted(
            "store.traces", "evidence", "evidence: the traces that were shown; all: every trace",
            \.store.traces),
        .defaulted("seed", "1", "Where every random choice derives from", \.seed),
    ]
}
