extension MCPTool {
    /// The tools, in the order of a run's life. What changes more than a run can take back, or looks at sealed examples, is not among them.
    static let all: [MCPTool] = [
        MCPTool(
            "hone_check", .changes,
            "Validate the study and judge its base: scores, problems, smallest gain it can tell, cost of a run.",
            [study], { try await $0.check() }),
        MCPTool(
            "hone_run", .changes,
            "Start or resume a run in a process of its own; returns its name once the base is judged.",
            [
                study, MCPArgument("resume", .text, "A run to go on with"),
                MCPArgument("from", .text, "Commit to start at"),
                MCPArgument("steps", .whole(1...(.max)), "At most, in all"),
                MCPArgument("seed", .whole(0...(.max))),
            ], { try await $0.run() }),
        MCPTool(
            "hone_status", .reads, "Where a run stands: best, gain, spent, what it does now.", [run],
            { try await $0.status() }),
        MCPTool(
            "hone_stop", .changes, "Stop a run after its step; it can be resumed.",
            [run, MCPArgument("now", .flag, "Lose the step in flight")], { try await $0.stop() }),
        MCPTool(
            "hone_log", .reads, "Steps as JSON, oldest first: those after a cursor, or the newest.",
            [
                run, MCPArgument("after", .text, "Cursor of an earlier answer"),
                MCPArgument("limit", .whole(1...20)),
                MCPArgument("only", .word(StepChoice.allCases.map(\.rawValue))),
            ], { try await $0.log() }),
        MCPTool(
            "hone_show", .reads, "One candidate, in parts; long texts go on at an offset.",
            [
                candidate, MCPArgument("part", .word(CandidatePart.allCases.map(\.rawValue))),
                MCPArgument("file", .text, "One file of the diff or the record"), offset,
            ], { try await $0.show() }),
        MCPTool(
            "hone_compare", .reads, "The gain of b over a by what was measured; runs nothing.",
            [
                MCPArgument("a", isRequired: true), MCPArgument("b", isRequired: true),
                MCPArgument("examples", .flag, "Each example too"),
            ], { try await $0.compare() }),
        MCPTool(
            "hone_ask", .changes,
            "Propose yourself, in a run of proposer 'external': the turn, its parent, files, evidence.",
            [
                run, MCPArgument("new", .flag, "Start such a run"),
                MCPArgument("file", .text, "Read this file of the parent"), offset,
            ], { try await $0.ask() }),
        MCPTool(
            "hone_tell", .changes, "Answer hone_ask's turn with files; hone measures them.",
            [
                MCPArgument("turn", isRequired: true),
                MCPArgument("summary", .text, "What the change does, in a line", isRequired: true),
                MCPArgument("changes", .changes, "Whole new content; null deletes", isRequired: true),
            ], { try await $0.tell() }),
        MCPTool(
            "hone_fork", .changes, "Start a lineage at a candidate.",
            [candidate, MCPArgument("name")], { try await $0.fork() }),
        MCPTool(
            "hone_review", .changes,
            "Record your opinion, as a program's: a rejected candidate is built on no more; approval opens no landing.",
            [
                candidate,
                MCPArgument(
                    "opinion", .word(["approve", "reject", "withdraw", "comment"]), isRequired: true),
                MCPArgument("message"),
            ], { try await $0.review() }),
        MCPTool(
            "hone_land", .destroys, "Take a candidate over into a branch, if a person agrees.",
            [
                candidate, MCPArgument("onto", .text, "Branch; else the one checked out"),
                MCPArgument("squash", .flag),
            ],
            { try await $0.land() }),
    ]

    private static let study = MCPArgument("study", .text, "Study file, else hone.yaml")
    private static let run = MCPArgument("run", .text, "Else the newest")
    private static let candidate = MCPArgument("candidate", .text, "RUN:STEP or RUN:best", isRequired: true)
    private static let offset = MCPArgument("offset", .whole(0...(.max)))
}
