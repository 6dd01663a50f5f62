import Evaluation
import Git
import LanguageModel
import Platform
import Proposers
import Search
import StudyFile
import StudyModel
import StudyStore
import Text
import Wiring
import Workspaces

/// What a person sees of an error: what happened, why, and what to do next.
package struct ErrorReport: Error, Equatable {
    /// How the process ends.
    package enum Exit: Int32, Sendable {
        case failed = 1
        /// Done without a confirmed gain, where that was asked for.
        case noGain = 2
        case wrongUsage = 64
        case ourBug = 70
        case interrupted = 130
    }

    /// The word before the first line: `Error`, or `Config error` for a study file.
    var label = "Error"
    /// What happened, naming the thing.
    package var what: String
    /// Why, from the layers below, the nearest first.
    package internal(set) var causes: [String]
    /// What to do next.
    package var hint: String?
    /// How a command ends with it.
    package var exit: Exit

    package init(what: String, causes: [String] = [], hint: String? = nil, exit: Exit = .failed) {
        self.what = what
        self.causes = causes
        self.hint = hint
        self.exit = exit
    }

    /// An error that nobody foresaw.
    package init(bug error: any Error) {
        self.init(
            what: "Something went wrong that hone does not know", causes: ["\(error)"],
            hint: "Nothing that was recorded is lost. Please report this with what you did", exit: .ourBug)
    }

    /// The lines for standard error.
    package var text: String {
        let lines =
            ["\(label): \(what)"] + causes.map { "Caused by: \($0)" } + (hint.map { ["Hint: \($0)"] } ?? [])
        return lines.joined(separator: "\n")
    }

    /// What happened and why, in one line.
    package var oneLine: String { ([what] + causes).joined(separator: ": ") }
}

/// An error that people are told of in words of its own.
package protocol Reportable: Error {
    /// What they see of it.
    var report: ErrorReport { get }
}

extension ErrorReport: Reportable {
    package var report: ErrorReport { self }

    /// The words for an error that a layer below is known to throw; `nil` for any other.
    ///
    /// - Parameter offsetMinutes: of the local time from UTC, for an error that names a time of day.
    package init?(known error: any Error, offsetMinutes: Int) {
        if let error = error as? SearchError {
            self = error.report(offsetMinutes: offsetMinutes)
        } else if let error = error as? any Reportable {
            self = error.report
        } else {
            return nil
        }
    }
}

extension Problem: Reportable {
    package var report: ErrorReport {
        switch self {
        case .repository(let problem): problem.report
        case .study(let problem): problem.report
        case .run(let problem): problem.report
        case .landing(let problem): problem.report
        case .hooks(let problem): problem.report
        case .remote(let problem): problem.report
        case .undo(let problem): problem.report
        case .sweep(let problem): problem.report
        }
    }
}

extension Failure: Reportable {
    package var report: ErrorReport { ErrorReport(what: cause, hint: hint) }
}

extension ChatTaskError: Reportable {
    package var report: ErrorReport {
        switch self {
        case .badPrompt(let reason):
            ErrorReport(
                what: "The study's prompt cannot be used as a template", causes: [reason],
                hint: "Correct the file that `proposer.prompt` names")
        }
    }
}

extension SearchError {
    fileprivate func report(offsetMinutes: Int) -> ErrorReport {
        switch self {
        case .wrongEvaluationCount, .wrongTurnCount, .takesNoStep: return ErrorReport(bug: self)
        case .waitsTooLong(let step, let awaited, let until, let limit, let reason):
            let time = until.map { Figures.timeOfDay($0, offsetMinutes: offsetMinutes) }
            return ErrorReport(
                what: "Step \(step.number) cannot wait for \(awaited.words)"
                    + (awaited == .proposer ? ": `proposer.wait` is " : " any longer than ")
                    + Figures.duration(limit / .seconds(1)),
                causes: [reason],
                hint:
                    "Nothing that was recorded is lost. Go on\(time.map { " after \($0)" } ?? " later") with "
                    + "`hone run --resume`")
        }
    }
}

extension Awaited {
    /// What is waited for, in a few words.
    package var words: String {
        switch self {
        case .proposer: "the agent's rate limit"
        case .evaluator: "the evaluator, which asks to be tried again,"
        }
    }
}
