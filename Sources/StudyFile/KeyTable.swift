import Search
import StudyModel

extension KeyReference {
    /// Every key, in the order in which a file has them.
    package static let all: [KeyReference] =
        top + evaluating + judging + showing + proposing + searching
        + StrategyKind.all.flatMap(strategy) + accepting
        + running

    private static let top: [KeyReference] =
        place + coverage + [
            .defaulted(
                "context", .list(.text), .at(\.context),
                "Patterns of read-only files that are shown to the proposer")
        ]

    private static let coverage = optionalCommand(
        "artifact.coverage", \.artifact.coverage, timeout: .seconds(300), example: "./coverage.sh",
        "Says which lines of the base are executed, so that mutation edits others less: writes lcov, or the JSON of gcov or coverage.py, to $HONE_RESULTS, or prints it",
        run: "The command; it runs what the gates and the command run, once, after a build")

    private static let place: [KeyReference] = [
        .required(
            "version", .wholeNumber(atLeast: 1), .at(\.version), example: "1", "The version of this format"),
        .required(
            "study", .name, .at(\.name), example: "sort",
            "The study's name; its runs are named after it: sort-1, sort-2, …"),
        .defaulted(
            "instructions", .text, .at(\.instructions),
            "What the proposer is asked for: text, or the path of a file with it"),
        .group("artifact", "What is improved, and from where"),
        .defaulted(
            "artifact.base", .text, .at(\.artifact.base),
            "The starting artifact: any commit, branch or tag"),
        .required(
            "artifact.editable", .list(.text), .at(\.artifact.editable), example: "[src/**]",
            "The files that may change; patterns as in .gitignore"),
        .defaulted(
            "artifact.frozen", .list(.text), .at(\.artifact.frozen),
            "Patterns that win over editable"),
        .defaulted(
            "artifact.regions", .word, .at(\.artifact.regions),
            "whole-file, or markers: only lines between \"hone: begin NAME\" and \"hone: end\", or EVOLVE-BLOCK-START and EVOLVE-BLOCK-END"
        ),
        .defaulted(
            "artifact.max_size", .size, .at(\.artifact.maxSize),
            "The size that a file of a candidate may have; one that is larger is refused"),
        .defaulted(
            "artifact.knobs", .knobs, .at(\.artifact.knobs),
            "With tune: the numbers that are set, by NAME, FILE:NAME or FILE:LINE, and the values that each may have; those that are likely to matter where none are named"
        ),
        .alternative(
            "artifact.knobs[].in", "16..4096", "The least and the greatest value of a number"),
        .alternative(
            "artifact.knobs[].scale", "log",
            "linear (the default), log: equal factors are equal steps, or integer: whole numbers alone, as they are where a whole number stands"
        ),
        .alternative(
            "artifact.knobs[].of", "[1, 2, 4]", "Or the values themselves, which then have no order"),
    ]

    private static let judging: [KeyReference] = [
        .group("objective", "The metric that decides"),
        .defaulted(
            "objective.metric", .text, .at(\.objective.metric),
            "Its name; a lone number is named score"),
        .required(
            "objective.direction", .word, .at(\.objective.direction), example: "minimize",
            "minimize or maximize"),
        .defaulted(
            "objective.scale", .either(.word, "auto"), .at(\.objective.scale),
            "In what gains are told: percent (of values above zero), points (hundredths), absolute (the metric's unit); auto: percent where it is minimized, else absolute"
        ),
        .defaulted(
            "objective.aggregate", .either(.formula, "none"), .at(\.objective.aggregate),
            "What the metric is of all examples, where it is no mean of theirs: a formula over what the evaluator gives of each, such as f1(prediction, truth) or sqrt(mean((prediction - truth)^2))"
        ),
        .alternative(
            "objective.others", .items(.objective), .at(optional: \.furtherObjectives), example: "[]",
            "Further metrics that decide. `objective` may be a list of groups instead, of which these are all but the first: a candidate has to be better by one of them, and on every other worse by `min_gain` at the most; the first picks the winner, and gains are claimed by each"
        ),
        .alternative("objective.others[].metric", "size", "The name of a further metric"),
        .alternative("objective.others[].direction", "minimize", "minimize or maximize"),
        .alternative("objective.others[].scale", "auto", "In what gains by it are told"),
        .defaulted(
            "constraints", .constraints, .at(\.constraints),
            "Limits by metric that a candidate must keep, such as {error_rate: \"<= 0.01\"}"),
        .optionalGroup(
            "examples", \.examples, standard: ExampleSettings(file: ""),
            "The inputs that a candidate is tried on"),
        .required(
            "examples.file", .exampleFiles, .within(\.examples, \.files), example: "cases.jsonl",
            "The file: a JSON object a line"),
        .alternative(
            "examples.file.train", "train.jsonl", "Instead, a file for each part: what the search sees"),
        .alternative("examples.file.validation", "validation.jsonl", "What the winner is selected by"),
        .alternative(
            "examples.file.confirm", "confirm.jsonl",
            "What the winner meets the base on at the end, and nothing else runs"),
        .alternative("examples.file.test", "test.jsonl", "What nobody sees before `hone test`"),
        .defaulted(
            "examples.id", .text, .within(\.examples, \.id),
            "The field that identifies an example"),
        .defaulted(
            "examples.expected", .either(.text, "none"), .within(\.examples, \.expected),
            "The field with the expected answer"),
        .group(
            "examples.split",
            "How many examples each part gets, in the file's order: a number, a percentage, or rest"),
        .defaulted(
            "examples.split.train", .splitShare, .within(\.examples, optional: \.trainShare),
            "What the search sees"),
        .defaulted(
            "examples.split.validation", .either(.splitShare, "none"),
            .within(\.examples, optional: \.validationShare),
            "What the winner is selected by"),
        .defaulted(
            "examples.split.confirm", .either(.splitShare, "none"),
            .within(\.examples, optional: \.confirmShare),
            "What the winner meets the base on at the end, and nothing else runs"),
        .defaulted(
            "examples.split.test", .either(.splitShare, "none"), .within(\.examples, optional: \.testShare),
            "What nobody sees before `hone test`"),
        .alternative(
            "examples.split.field", .text, .within(\.examples, optional: \.splitField), example: "split",
            "Instead, the field of an example that names its part: train, validation, confirm, test or none"),
        .defaulted(
            "examples.order", .word, .within(\.examples, \.order),
            "The order of minibatches. shuffled: drawn anew each epoch; sequential: drawn once; dataset: the file's"
        ),
        .defaulted(
            "examples.stratify", .either(.text, "none"), .within(\.examples, \.stratify),
            "The field whose values every part should hold alike, where parts are numbers or percentages"),
        .defaulted(
            "examples.cluster", .either(.text, "none"), .within(\.examples, \.cluster),
            "The field by which examples go together (one document's, one template's): each group is one observation"
        ),
        .group("batch", "The train examples of one step: each once an epoch"),
        .defaulted(
            "batch.size", .either(.wholeNumber(atLeast: 1), "all"), .at(\.batch.size),
            "How many, or all"),
    ]

    private static let searching: [KeyReference] = [
        .group("search", "How the loop chooses"),
        .defaulted(
            "search.strategy", .oneOf([StrategyKind.auto] + StrategyKind.all.map(\.name)),
            .at(\.search.strategy.name),
            "How rounds are planned and settled: a strategy's name, or a group of that name with its options. auto: multistart for chat and agent, else chain; pareto where several objectives decide by exact figures; the run's record has what it came to",
            before: "chain"),
    ]

    private static let accepting: [KeyReference] = [
        .defaulted(
            "search.round", .wholeNumber(atLeast: 1, atMost: 1000), .at(\.search.round),
            "Proposals made from the same state; changes results. Where nobody chose and tune goes by cma, a generation of that"
        ),
        .group("search.accept", "When a candidate is accepted"),
        .defaulted(
            "search.accept.on", .word, .at(\.search.accept.on),
            "train, validation, or staged: minibatch, then validation"),
        .defaulted(
            "search.accept.rule", .word, .at(\.search.accept.rule),
            "better: than its parent, by a test at the confidence; not-worse: over noisy runs, than the best of its lineage by `min_gain`, by the same test; or, claiming nothing, not-worse: as good on the same examples, higher: by the plain figure, always: whenever it is scored. Where nobody chose, not-worse if nothing is random and any gain counts, or if a step's examples are too few to test"
        ),
        .defaulted(
            "search.accept.confidence", .confidence, .at(\.search.accept.confidence),
            "Between 0.5 and 1: the share of pure-noise candidates that `better` turns down"),
        .optionalGroup(
            "search.rollback", \.search.rollback, standard: RollbackSettings(),
            "Back to the best when the last is much worse"),
        .defaulted(
            "search.rollback.patience", .wholeNumber(atLeast: 1), .within(\.search.rollback, \.patience),
            "Steps after the best before that happens"),
        .defaulted(
            "search.rollback.drop", .share, .within(\.search.rollback, \.drop),
            "How much worse: a share of the best's gain over the base"),
        .group("search.debug", "What becomes of a candidate that failed its build or a gate, or crashed"),
        .defaulted(
            "search.debug.turns", .either(.wholeNumber(atLeast: 0, atMost: 100), "auto"),
            .at(\.search.debug.turns),
            "Steps in a row that may mend it: each is made of its files and is a candidate of the same parent. auto: 2 for chat and agent, none for others",
            before: 0),
        .defaulted(
            "search.select", .word, .at(\.search.select),
            "How the winner is selected: train, last, or validation (the default with a validation split)"),
    ]

    private static let running: [KeyReference] = [
        .group("budget", "What a run may spend, proposer and evaluator together; none for no bound"),
        .defaulted(
            "budget.steps", .either(.wholeNumber(atLeast: 1), "none"), .at(\.budget.steps),
            "Candidates; where updates alone are given, 5 for each"),
        .defaulted(
            "budget.updates", .either(.wholeNumber(atLeast: 1), "none"), .at(\.budget.updates),
            "Candidates with a score: a crash, a duplicate or no proposal uses none"),
        .defaulted(
            "budget.trials", .either(.wholeNumber(atLeast: 1), "none"), .at(\.budget.trials),
            "Runs of the evaluator's command"),
        .defaulted(
            "budget.time", .either(.duration, "none"), .at(\.budget.time),
            "Wall clock, such as 2h"),
        .defaulted(
            "budget.tokens", .either(.tokens, "none"), .at(\.budget.tokens),
            "Tokens, in and out"),
        .defaulted(
            "budget.cost", .either(.money, "none"), .at(\.budget.money),
            "Money, such as 5 USD"),
        .group("stop", "What ends a run before its budget does; none for never"),
        .defaulted(
            "stop.score", .either(.number, "none"), .at(\.stop.score),
            "A score that is good enough"),
        .defaulted(
            "stop.patience", .either(.wholeNumber(atLeast: 1), "none"), .at(\.stop.patience),
            "Steps without a new best"),
        .defaulted(
            "stop.failures", .either(.wholeNumber(atLeast: 1), "none"), .at(\.stop.failures),
            "Steps in a row without a score"),
        .group("parallel", "How much runs at once; changes the wall clock, never the result"),
        .defaulted(
            "parallel.propose", .wholeNumber(atLeast: 1), .at(\.parallel.propose),
            "Proposals"),
        .defaulted(
            "parallel.evaluate", .wholeNumber(atLeast: 1), .at(\.parallel.evaluate),
            "Evaluations"),
        .defaulted(
            "branches", .word, .at(\.branches),
            "living: lineages that ended lose their branch, not their commits, and of many that live the eight best have one; all: every one keeps it; best: that of the best alone; none: no branch"
        ),
        .defaulted(
            "slots", .either(.text, "auto"), .at(\.slots),
            "Where candidates are built: auto for the cache folder, or a folder"),
        .group("store", "What the journal keeps"),
        .defaulted(
            "store.traces", .word, .at(\.store.traces),
            "evidence: the traces that were shown; all: every trace"),
        .defaulted(
            "seed", .seed, .at(\.seed),
            "Where every random choice derives from"),
    ]
}
