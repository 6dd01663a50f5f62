import Operations
import StudyFile
import Text

#if canImport(Glibc)
    import Glibc
#endif

/// Brings a form's questions to their answers: from a person at a terminal, or from what was seen.
struct StudyDialog {
    /// Where answers come from.
    enum Manner: Hashable {
        /// Options gave all that a study needs.
        case complete
        /// What was proposed is taken.
        case proposed
        /// A person says.
        case asked
    }

    private(set) var form: StudyForm
    let trial: MeasureTrial
    let console: Console
    let manner: Manner
    /// What kept the command from being tried; `nil` where it was.
    private var failure: (any Error)?

    init(form: StudyForm, trial: MeasureTrial, console: Console, manner: Manner) {
        self.form = form
        self.trial = trial
        self.console = console
        self.manner = manner
    }

    /// Goes through the questions, and runs the command once as soon as it is known.
    mutating func run() async throws {
        let isAnswerable = manner != .asked || isatty(STDIN_FILENO) == 1
        if manner != .complete {
            let write = isAnswerable ? console.print : console.note
            for line in form.seen { write("Found: " + line) }
        }
        guard isAnswerable else { throw unanswered("and there is no terminal to ask at") }
        for question in questions {
            let isOpen = form.open.contains(question)
            switch manner {
            case .asked where isOpen: try await ask(question)
            case .proposed where isOpen && question == .command: try await takeCommand()
            case .proposed where isOpen: try takeProposal(for: question)
            default: break
            }
            if question == .command, form.reading == nil, failure == nil { try await tryOut() }
        }
    }

    /// Where nobody is asked, the command comes first: what it is decides what the others should be.
    private var questions: [StudyQuestion] {
        let all = StudyQuestion.allCases
        return manner == .asked ? all : [.command] + all.filter { $0 != .command }
    }

    /// Throws where the command gave no number, naming the key of the file to correct.
    func requireNumber(in path: String) throws {
        if let failure { throw failure }
        guard let reading = form.reading, let fault = reading.fault else { return }
        throw ErrorReport(uncheckedStudy: path, key: reading.key, reason: fault)
    }

    // MARK: - Answers

    private mutating func takeProposal(for question: StudyQuestion) throws {
        guard let proposal = form.proposal(for: question) else {
            if question.isOptional { return }
            throw unanswered("and nothing in the checkout says it")
        }
        console.print("\(question.words) \(proposal)")
        try form.answer(question, proposal)
    }

    /// Takes the first command that was seen and gives a number; where none does, the first of them.
    private mutating func takeCommand() async throws {
        let first = form.proposal(for: .command)
        try takeProposal(for: .command)
        try await tryOut()
        guard let first, let reading = form.reading else { return }
        while form.furtherCommand != nil {
            try takeProposal(for: .command)
            try await tryOut()
        }
        guard form.reading?.fault != nil else { return }
        try form.answer(.command, first)
        form.take(reading)
    }

    private func unanswered(_ why: String) -> ErrorReport {
        for line in form.openOptions { console.note("  " + line) }
        return ErrorReport(
            what: "Questions are open, \(why)",
            hint: "Answer by the options above; `hone init --yes` takes what was found for the others",
            exit: .wrongUsage)
    }

    /// Asks until there is an answer that can be taken.
    private mutating func ask(_ question: StudyQuestion) async throws {
        while true {
            let proposal = form.proposal(for: question)
            let shown = proposal.map { " [\($0)]" } ?? ""
            console.note("\(question.rawValue)/\(StudyQuestion.allCases.count) \(question.words)\(shown)")
            let typed = try line()
            guard let answer = typed.isEmpty ? proposal : typed else {
                if question.isOptional { return }
                console.note("That needs an answer")
                continue
            }
            do {
                try form.answer(question, answer)
            } catch let report as ErrorReport {
                console.note(report.text)
                continue
            }
            guard question == .command else { return }
            try await tryOut()
            guard form.reading?.fault != nil else { return }
            let further = form.furtherCommand
            console.note("Another command? [\(further ?? "keep this one")]")
            let other = try line()
            guard let other = other.isEmpty ? further : other else { return }
            do {
                try form.answer(.command, other)
                try await tryOut()
                if form.reading?.fault == nil { return }
            } catch let report as ErrorReport {
                console.note(report.text)
            }
        }
    }

    private func line() throws -> String {
        guard let line = readLine() else {
            throw ErrorReport(what: "Nothing was written: no answer came", exit: .interrupted)
        }
        return line
    }

    // MARK: - The command

    /// Runs the command once in the sandbox and says what it gave.
    private mutating func tryOut() async throws {
        let (trial, draft) = (trial, form.draft)
        console.print("Trying: \(draft.command)")
        do {
            let reading = try await Interruptible.run(
                telling: console, words: .whole("Nothing was written")
            ) { _ in
                try await trial.result(of: draft)
            }
            form.take(reading)
            failure = nil
            console.print(reading.lines)
        } catch let error as StudyFileError {
            throw error
        } catch let report as ErrorReport {
            throw report
        } catch {
            failure = error
            if manner == .asked { console.note(ErrorReport(of: error).text) }
        }
    }
}

extension ErrorReport {
    /// A study that was written and cannot be run as it stands.
    init(uncheckedStudy path: String, key: String, reason: String) {
        self.init(
            what: "'\(path)' is written, and the base has no score: see `\(key)`", causes: [reason],
            hint: "Correct it there and try it with `hone check`, or begin again with `hone init --force`")
    }
}

extension MeasureReading {
    /// What the command gave, for people.
    fileprivate var lines: [String] {
        let time = Figures.duration(seconds)
        if let value { return ["  it gave \(metric) \(Figures.value(value)) in about \(time)"] }
        let said = words.filter { !$0.isEmpty }.isEmpty ? [fault ?? ""] : words.suffix(20)
        return ["  it gave no number:"] + said.map { "  " + $0 }
    }
}
