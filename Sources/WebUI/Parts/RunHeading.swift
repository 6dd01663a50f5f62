import StudyModel

/// What a run is and what it came to, in plain words: what the template `run_heading` shows.
struct RunHeading: Hashable, Sendable {
    let run: String
    let study: String
    let objective: String
    let state: String
    let stateClass: String
    let instructions: String?
    let verdict: String
    let verdictClass: String
    let caveat: String?
    let figures: [Figure]

    struct Figure: Hashable, Sendable {
        let name: String
        let value: String
        let note: String?
    }

    init(_ view: RunView, isStepping: Bool) {
        let words = RunVerdict(view, isStepping: isStepping)
        run = view.record.run.text
        study = view.record.study.name
        objective = view.record.study.objectives.map {
            "\($0.metric), \($0.direction == .minimize ? "lower is better" : "higher is better")"
        }.joined(separator: "; ")
        state = words.state
        stateClass = words.stateClass
        instructions = Excerpt.of(
            view.record.study.instructions, characters: 600,
            elsewhere: view.record.command(showing: "study.yaml"))
        verdict = words.sentence
        verdictClass = words.look
        caveat = words.caveat
        figures = RunFigures(view).all
    }
}
