import StudyFile
import StudyModel
import Text
import Wiring

/// A study that is being made: what was seen in the checkout, what was answered, and what both come to.
package struct StudyForm: Sendable {
    /// Whether what was seen fills in what nobody said, beside the questions: the build, and tests as gates.
    package enum Proposals: Hashable, Sendable { case taken, left }

    private let checkout: SurveyedCheckout
    private let project: SurveyedProject
    private let proposers: SurveyedProposers?
    private let proposals: Proposals
    private let name: String
    private var answers: StudyAnswers
    /// What the command gave when it was tried; `nil` before that.
    package private(set) var reading: MeasureReading?
    /// Commands that gave no number.
    private var failed: Set<String> = []
    /// What was seen in the checkout and on the machine, a line each.
    package let seen: [String]

    init(
        _ answers: StudyAnswers, name: String, checkout: SurveyedCheckout, proposers: SurveyedProposers?,
        proposals: Proposals
    ) throws {
        let projects = Ecosystem.projects(in: checkout)
        self.checkout = checkout
        project = projects.first ?? SurveyedProject()
        self.proposers = proposers
        self.proposals = proposals
        self.name = name
        seen = projects.flatMap(\.seen) + (proposers?.seen ?? [])
        self.answers = answers
        self.answers.command = nil
        if let command = answers.command { try take(command: command) }
        if !answers.editable.isEmpty { try take(editable: answers.editable) }
    }

    // MARK: - Questions

    /// The questions that nobody has answered.
    package var open: [StudyQuestion] {
        StudyQuestion.allCases.filter { question in
            switch question {
            case .goal: answers.goal == nil
            case .command: answers.command == nil
            case .direction: answers.direction == nil
            case .editable: answers.editable.isEmpty
            case .proposer: answers.proposer == nil
            }
        }
    }

    /// What would be answered; `nil` where nothing that was seen says it.
    package func proposal(for question: StudyQuestion) -> String? {
        switch question {
        case .goal: usedMeasure?.goal
        case .command: nextScoring?.command
        case .direction: proposedDirection?.rawValue
        case .editable: project.editable.isEmpty ? nil : project.editable.joined(separator: " ")
        case .proposer: proposers?.proposed.word
        }
    }

    /// Takes an answer as it was typed; throws an `ErrorReport` for one that is none.
    package mutating func answer(_ question: StudyQuestion, _ text: String) throws {
        let text = String(text.trimmed)
        switch question {
        case .goal: answers.goal = text
        case .command: try take(command: text)
        case .direction: answers.direction = try Self.direction(text)
        case .editable:
            // What was proposed is taken whole: names of files may hold what parts patterns.
            try take(
                editable: text == proposal(for: .editable)
                    ? project.editable : text.split { $0.isWhitespace || $0 == "," }.map(String.init))
        case .proposer: answers.proposer = try Self.proposer(text)
        }
    }

    /// Takes what the command gave.
    package mutating func take(_ reading: MeasureReading) {
        self.reading = reading
        if reading.fault != nil, let command = answers.command { failed.insert(command) }
    }

    /// What else was seen to score, where the command gave no number and not for what it is built or tested by; `nil` for nothing.
    package var furtherCommand: String? {
        guard let reading, reading.fault != nil,
            !["evaluator.build", "evaluator.gates"].contains(reading.key)
        else { return nil }
        return project.scorings.first { !failed.contains($0.command) }?.command
    }

    /// Reads who proposes; throws an `ErrorReport` where that is nobody.
    package static func proposer(_ word: String) throws -> ProposerChoice {
        if let choice = ProposerChoice(word) { return choice }
        throw ErrorReport(
            what: "'\(word)' proposes nothing",
            hint: "Who proposes is one of \(ProposerChoice.known.joined(separator: ", "))",
            exit: .wrongUsage)
    }

    private static func direction(_ word: String) throws -> Direction {
        switch word.lowercased() {
        case "more", "maximize", "max", "higher": .maximize
        case "less", "minimize", "min", "lower": .minimize
        default:
            throw ErrorReport(what: "'\(word)' is no direction", hint: "Say more or less", exit: .wrongUsage)
        }
    }

    private mutating func take(command: String) throws {
        guard !command.isEmpty else {
            throw ErrorReport(what: "A study needs a command that scores", exit: .wrongUsage)
        }
        let command = runningProjectPython(command)
        let isBuilt = answers.build != nil || (proposals == .taken && project.build != nil)
        if !isBuilt, let path = CommandWords(command).missing(in: checkout) {
            throw ErrorReport(
                what: "The command names '\(path)', which is not in the checkout",
                hint: "Paths are relative to '\(checkout.top)'", exit: .wrongUsage)
        }
        answers.command = command
        reading = nil
    }

    private mutating func take(editable patterns: [String]) throws {
        guard !patterns.isEmpty else {
            throw ErrorReport(what: "Something has to be editable", exit: .wrongUsage)
        }
        for pattern in patterns where !pattern.hasPrefix("!") {
            let matches = PatternList([pattern]).matches
            guard !checkout.tracked.contains(where: matches) else { continue }
            throw ErrorReport(
                what: "No file that git has is matched by '\(pattern)'",
                hint: checkout.untracked.contains(where: matches)
                    ? "It is not committed yet: `git add` and `git commit` it first"
                    : "See what may be named with `git ls-files`", exit: .wrongUsage)
        }
        answers.editable = patterns
    }

    // MARK: - What is known

    /// What was seen to score and has not failed; where all have, the first.
    private var nextScoring: ProposedMeasure? {
        project.scorings.first { !failed.contains($0.command) } ?? project.scorings.first
    }

    /// The measure that was seen, where it is the one that was answered, or nothing was.
    private var usedMeasure: ProposedMeasure? {
        guard let command = answers.command else { return nextScoring }
        return project.scorings.first { $0.command == command }
    }

    private var prepared: PreparedCommand { PreparedCommand(answers.command ?? "", in: checkout) }

    private var metric: String? {
        answers.metric ?? usedMeasure?.metric ?? prepared.metric
            ?? reading.flatMap { $0.value == nil || $0.metric == "score" ? nil : $0.metric }
    }

    private var proposedDirection: Direction? {
        let measure = usedMeasure
        if answers.metric == nil, let direction = measure?.direction { return direction }
        if let direction = metric.flatMap(MetricName.direction) { return direction }
        // A benchmark times, unless it names what it gives.
        return (answers.command ?? measure?.command)?.isCalledBenchmark == true ? .minimize : nil
    }

    private var isActive: Bool {
        guard let folder = project.inputs.first, project.python != nil else { return false }
        let place = checkout.top + "/" + folder
        return checkout.environment["VIRTUAL_ENV"] == place
            || (checkout.environment["PATH"] ?? "").split(separator: ":").contains { $0 == place + "/bin" }
    }

    /// With the interpreter that `python` is for the user, where the sandbox would have another: the checkout itself is hidden there.
    private func runningProjectPython(_ command: String) -> String {
        guard isActive, let python = project.python else { return command }
        return command.runningPython(python)
    }

    /// Whether the tests that were seen are what is timed.
    private var timesTests: Bool { answers.command != nil && answers.command == project.timedTests?.command }

    private var gates: [String] {
        if !answers.gates.isEmpty { return answers.gates.map(runningProjectPython) }
        return proposals == .taken && !timesTests ? project.tests : []
    }

    private var build: String? { answers.build ?? (proposals == .taken ? project.build : nil) }

    /// What nobody said and the file has, and what should be said of the answers; a line each.
    package var remarks: [String] {
        let draft = draft
        let files =
            draft.files.isEmpty
            ? nil : "evaluator.files: \(draft.files.joined(separator: ", ")), which git does not have"
        let inputs = (draft.settings["evaluator.inputs"]?.elements ?? []).compactMap { $0["from"]?.string }
        let lent =
            inputs.isEmpty
            ? nil : "evaluator.inputs: \(inputs.joined(separator: ", ")), lent to every candidate"
        let pattern = reading?.results?["regex"]?.string.map {
            "evaluator.results: \($0), which finds the number between the words beside it"
        }
        let isRandom = answers.proposer == nil || answers.proposer == .plain(.mutation)
        let isPoor = isRandom && (!gates.isEmpty || draft.settings["examples.file"] != nil)
        let isShort = timesTests && (reading?.seconds ?? 1) < 1
        return [
            files, lent, pattern, isShort ? Self.shortTests : nil,
            isPoor ? SurveyedProposers.mutationAdvice : nil,
        ].compactMap { $0 }
    }

    private static let shortTests =
        "The tests take less than a second, most of which may be their start: a benchmark (`--command`) tells more"

    /// What is open, each with the option that answers it and what would be taken.
    package var openOptions: [String] {
        open.map { question in
            "\(question.words) `\(question.option)`"
                + (proposal(for: question).map { " (found: \($0))" } ?? "")
        }
    }

    // MARK: - The study

    /// The study as it stands.
    package var draft: StudyDraft {
        let prepared = prepared
        let commands = [prepared.command] + gates + [build].compactMap { $0 }
        let agent: String? = if case .command(let command)? = answers.proposer { command } else { nil }
        let files = (commands + [agent].compactMap { $0 }).flatMap {
            CommandWords($0).untracked(in: checkout, beside: project.inputs)
        }
        var draft = StudyDraft(
            name: name, instructions: answers.goal ?? "", editable: answers.editable,
            files: files.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, build: build,
            gates: gates,
            command: prepared.command, metric: metric,
            direction: answers.direction ?? proposedDirection ?? .minimize)
        draft.settings = settings(prepared, commands)
        return draft
    }

    private func settings(_ prepared: PreparedCommand, _ commands: [String]) -> [String: JSONValue] {
        var settings = proposals == .taken && usedMeasure != nil ? project.settings : [:]
        settings["evaluator.results"] = reading?.results ?? usedMeasure?.results ?? prepared.results
        let lent = project.inputs.filter { folder in
            project.python == nil || commands.contains { $0.contains(folder + "/") }
        }
        if !lent.isEmpty {
            settings["evaluator.inputs"] = .array(
                lent.map { .object(["from": .string($0), "to": .string($0)]) })
            if !project.readable.isEmpty {
                settings["evaluator.sandbox.read"] = .array(project.readable.map { .string($0) })
            }
        }
        if proposals == .taken {
            if !project.keep.isEmpty { settings["evaluator.keep"] = .array(project.keep.map { .string($0) }) }
            if !project.frozen.isEmpty, answers.editable == project.editable {
                settings["artifact.frozen"] = .array(project.frozen.map { .string($0) })
            }
        }
        if answers.network == .on { settings["evaluator.sandbox.network"] = .bool(true) }
        if !answers.secrets.isEmpty {
            settings["evaluator.secrets"] = .array(answers.secrets.map { .string($0) })
        }
        settings["evaluator.command.timeout"] = timeout(settings)
        return settings.merging(answers.proposer?.settings ?? [:]) { $1 }
    }

    /// Ten times what the command took, where that is more than the default; examples are many more than were tried.
    private func timeout(_ settings: [String: JSONValue]) -> JSONValue? {
        if settings["examples.file"] != nil { return .string("30m") }
        guard let seconds = reading?.seconds, seconds > 6 else { return nil }
        return .string("\(max(1, Int(clamping: (seconds / 6).rounded(.up))))m")
    }
}
