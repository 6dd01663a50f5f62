import FoundationEssentials
import StudyModel
import Workspaces

/// The files that tell an agent what to do, in the slot's scratch folder.
struct AgentBriefing: Sendable {
    /// The slot's scratch folder.
    let folder: String
    let step: StepID
    let mailbox: AgentMailbox

    var evidence: String { folder + "/evidence.md" }
    var instructions: String { folder + "/instructions.md" }
    var violations: String { folder + "/violations.md" }

    /// Writes the files; `visible` is where the agent sees a path of ours.
    init(
        _ task: AgentTask, _ request: ProposalRequest, context: [String], in site: SlotSite,
        visible: (String) -> String
    ) throws {
        folder = site.scratch
        step = request.step
        mailbox = AgentMailbox(folder: site.scratch)
        try write(request.evidence.markdown, to: evidence)
        try write(
            Self.text(task, request, context, evidence: visible(evidence)), to: instructions)
        // git refuses to commit for somebody without a name, and agents like to commit.
        try write("[user]\n\tname = agent\n\temail = agent@localhost\n", to: site.home + "/.gitconfig")
    }

    /// Writes what a repair turn has to put right.
    func writeViolations(_ found: [ScopeViolation]) throws {
        let lines = found.map { "- `\($0.path)`: \($0.advice)" }
        let head = """
            # Changes outside the scope

            Your changes to these paths cannot be taken. Put them back as they were (`git checkout HEAD -- PATH` does it,
            if you have not committed), or the whole proposal is refused. Keep your other changes.


            """
        try write(head + lines.joined(separator: "\n") + "\n", to: violations)
    }

    /// Returns what a turn is told; `repair` for the one that puts right what the first left outside the scope.
    func prompt(_ turn: AgentTurn, editable: [String], visible: (String) -> String) throws -> AgentPrompt {
        let file = turn == .repair ? violations : instructions
        var text = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
        if turn == .repair { text += "\nWhat was asked for is in \(visible(instructions)).\n" }
        return AgentPrompt(
            text: text, file: visible(file), evidence: visible(evidence), folder: visible(folder),
            editable: editable)
    }

    private static func text(
        _ task: AgentTask, _ request: ProposalRequest, _ context: [String], evidence: String
    ) -> String {
        let artifact = task.artifact
        var parts = ["# Instructions\n\n" + request.instructions]
        parts.append("## What you may change\n\nFiles that match:\n\n" + list(artifact.editable))
        if !artifact.frozen.isEmpty { parts.append("But not:\n\n" + list(artifact.frozen)) }
        if artifact.regions == .markers {
            parts.append(
                "In them, only lines between `hone: begin NAME` and `hone: end`, or else `EVOLVE-BLOCK-START` and `EVOLVE-BLOCK-END`."
            )
        }
        parts.append("A change of any other file is refused. New files outside the scope are dropped.")
        if !context.isEmpty { parts.append("## What to read\n\n" + list(context)) }
        parts.append(
            """
            ## How it works

            Edit the files of the working folder. They are taken as you leave them, committed or not. The file that
            `HONE_EVIDENCE` names, \(evidence), tells what was tried and what came of it: read it first. Say what you changed,
            in one short line, as the last line that you print.

            """)
        return parts.joined(separator: "\n\n")
    }

    private static func list(_ items: [String]) -> String {
        items.map { "- `\($0)`" }.joined(separator: "\n")
    }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}

extension ScopeViolation {
    /// What is wrong, in words for an agent.
    fileprivate var advice: String {
        switch self {
        case .outsideMarkers(_, let line): "line \(line) is outside the markers"
        case .noMarkers, .unbalancedMarkers:
            "only lines between the markers may change, and the markers must stay"
        case .symbolicLink: "links may be neither made nor changed"
        case .submodule: "it is a repository of its own"
        case .evaluatorFile: "it belongs to the evaluator"
        case .frozen: "it is frozen"
        case .tooLarge(_, _, let limit): "it may have \(limit) bytes at most"
        default: "it is not in the scope"
        }
    }
}
