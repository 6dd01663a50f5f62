/// A command of hone's that something happens to: where it begins, what it is, and how it goes on afterwards.
struct FaultScene: Sendable {
    /// What there is when it is given.
    enum Beginning: String, CaseIterable {
        /// Files and no study.
        case files
        /// A study and no run.
        case study
        /// A run of six steps, and a remote.
        case run
        /// The same, and its best candidate landed on a branch.
        case landed
    }

    let name: String
    let beginning: Beginning
    let words: [String]
    /// What is given in its place once there is a run of it.
    var resuming: [String]?
    /// What is given after it, whatever became of it.
    let closing: [[String]]
    /// At how many places it is killed, meets an error, and has its power cut.
    let (kills, errors, cuts): (Int, Int, Int)

    static let all = [
        FaultScene(
            name: "init", beginning: .files,
            words: [
                "init", "--yes", "--name", "toy", "--command", "sh eval/score.sh", "--editable", "src/**",
                "--proposer", "mutation",
            ],
            closing: [["check"]], kills: 6, errors: 4, cuts: 0),
        FaultScene(
            name: "run", beginning: .study, words: ["run"], resuming: ["run", "--resume", "toy-1"],
            closing: [["run", "--resume", "toy-1", "--steps", "8"]], kills: 56, errors: 16, cuts: 12),
        FaultScene(
            name: "run --resume", beginning: .run, words: ["run", "--resume", "toy-1", "--steps", "10"],
            closing: [["run", "--resume", "toy-1", "--steps", "12"]], kills: 44, errors: 12, cuts: 8),
        FaultScene(
            name: "sweep", beginning: .study,
            words: ["sweep", "-m", "search.strategy=chain,multistart", "--seeds", "2", "--steps", "2"],
            resuming: ["sweep", "--resume"], closing: [["sweep", "show"]], kills: 14, errors: 4, cuts: 4),
        FaultScene(
            name: "fork", beginning: .run, words: ["fork", "toy-1:2"], closing: goingOn, kills: 8, errors: 2,
            cuts: 2),
        FaultScene(
            name: "revert", beginning: .run, words: ["revert", "toy-1:2"], closing: goingOn, kills: 8,
            errors: 2, cuts: 2),
        FaultScene(
            name: "review", beginning: .run, words: ["review", "toy-1:3", "--reject", "-m", "no"],
            closing: goingOn, kills: 8, errors: 2, cuts: 2),
        FaultScene(
            name: "runs rename", beginning: .run, words: ["runs", "rename", "toy-1", "other-1"],
            closing: [["run", "--resume", "other-1", "--steps", "8"]], kills: 12, errors: 4, cuts: 2),
        FaultScene(
            name: "runs delete", beginning: .run, words: ["runs", "delete", "toy-1"],
            closing: [["undo", "toy-1"]] + goingOn, kills: 8, errors: 2, cuts: 2),
        FaultScene(
            name: "land", beginning: .run, words: ["land", "toy-1:best"], closing: goingOn, kills: 12,
            errors: 4, cuts: 0),
        FaultScene(
            name: "land --onto --squash", beginning: .run,
            words: ["land", "toy-1:best", "--onto", "release", "--squash"], closing: goingOn, kills: 8,
            errors: 2, cuts: 2),
        FaultScene(
            name: "undo", beginning: .landed, words: ["undo", "toy-1"], closing: goingOn, kills: 8, errors: 2,
            cuts: 2),
        FaultScene(
            name: "push", beginning: .run, words: ["push", "origin", "--journals", "--branches"],
            closing: goingOn, kills: 8, errors: 4, cuts: 0),
    ]

    private static let goingOn = [["run", "--resume", "toy-1", "--steps", "8"]]
}
