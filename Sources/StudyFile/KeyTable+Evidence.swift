import StudyModel

extension KeyReference {
    /// The keys of `evidence`, in the order in which a file has them.
    static let showing: [KeyReference] = [
        .group("evidence", "What the proposer is shown"),
        .defaulted(
            "evidence.template", .word, .at(\.evidence.template),
            "What of the parent is shown: batch, the trials of the minibatch; interactive, one trial; episodic, one trial's steps"
        ),
        .group("evidence.horizon", "How much of a trace is shown"),
        .defaulted(
            "evidence.horizon.steps", .either(.wholeNumber(atLeast: 1), "all"), .at(\.evidence.horizon.steps),
            "How many steps, or all"),
        .defaulted(
            "evidence.horizon.keep", .word, .at(\.evidence.horizon.keep),
            "Which: first, last, both or every-nth"),
        .defaulted(
            "evidence.memory", .wholeNumber(atLeast: 0, atMost: 1000), .at(\.evidence.memory),
            "Earlier attempts that are shown in full; of every other there is a line"),
        .group("evidence.trials", "Which trials of a batch are shown; how many decide is another matter"),
        .defaulted(
            "evidence.trials.show", .either(.wholeNumber(atLeast: 1), "all"), .at(\.evidence.trials.show),
            "How many at most, or all", before: .some(nil)),
        .defaulted(
            "evidence.trials.prefer", .word, .at(\.evidence.trials.prefer),
            "Which: worst, random, or mixed: half of them the worst, half drawn of the others"),
        .defaulted(
            "evidence.history", .word, .at(\.evidence.history),
            "short: the last attempts, and a line of each; full: an agent's own repository holds every candidate of the run, with scores, feedback and traces of train"
        ),
        .defaulted(
            "evidence.show", .list(.word), .at(\.evidence.show),
            "Any of score, feedback, trace, expected (answers), and comparison (of the last step with the one before)"
        ),
        .group("evidence.compared", "What is said after `comparison`, by how the last step did"),
        .defaulted(
            "evidence.compared.better", .either(.text, "none"), .at(\.evidence.compared.better),
            "The sentence where it was better than the one before it"),
        .defaulted(
            "evidence.compared.worse", .either(.text, "none"), .at(\.evidence.compared.worse),
            "Where it was worse, such as: Go back and improve what was."),
        .defaulted(
            "evidence.compared.same", .either(.text, "none"), .at(\.evidence.compared.same),
            "Where it was the same"),
        .defaulted(
            "evidence.stages", .items(.stage), .at(\.evidence.stages),
            "Sentences by score: a list of {below, say}"),
        .alternative(
            "evidence.stages[].below", "0.5",
            "Said while the score is on the worse side of this; on minibatches that of the latest examples, up to 30"
        ),
        .alternative("evidence.stages[].say", "Try a different algorithm.", "The sentence"),
        .defaulted(
            "evidence.limit", .either(.tokens, "none"), .at(\.evidence.limit),
            "The most that is shown, or none"),
    ]
}
