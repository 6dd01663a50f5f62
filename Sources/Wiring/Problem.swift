import Evaluation
import Git
import Glibc
import LanguageModel
import Proposers
import Search
import StudyModel
import StudyStore
import Workspaces

/// What can go wrong between a command and the repository, as facts; `Commands` has the words.
package enum Problem: Error, Hashable, Sendable {
    case repository(Repository)
    case study(Study)
    case run(Run)
    case landing(Landing)
    case hooks(Hooks)
    case remote(Remote)
    case undo(Undo)
    case model(Model)
}

extension Problem {
    /// The facts of an error from below; `nil` for what is not known here.
    init?(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as GitError: self = Self.of(error)
        case let error as StoreError: self = Self.of(error)
        case let error as WorkspaceError:
            guard let problem = Self.of(error) else { return nil }
            self = problem
        case let error as EvaluationError: self = Self.of(error)
        case SearchError.postponedTooLong(let step, let until, let limit, let reason):
            self = .run(.rateLimited(step: step.number, until: until, limit: limit, reason: reason))
        case let error as ModelFailure: self = .model(Model(error))
        case let error as ChatTaskError: self = Self.of(error)
        default: return nil
        }
    }

    private static func of(_ error: GitError) -> Problem {
        switch error.code {
        case .notARepository: .repository(.notARepository(directory: error.message))
        case .unsupportedFormat(let name): .repository(.unsupportedFormat(name))
        case .ownedByOther: .repository(.ownedByOther(message: error.message))
        case .noIdentity: .repository(.noIdentity)
        case .shallow: .repository(.historyCutOff(operation: error.operation))
        case .noSpace: .repository(.diskFull(operation: error.operation))
        case .notPermitted: .repository(.notPermitted(operation: error.operation, message: error.message))
        case .locked(let file): .repository(.locked(operation: error.operation, file: file))
        default: .repository(.git(operation: error.operation, message: error.message))
        }
    }

    private static func of(_ error: EvaluationError) -> Problem {
        switch error {
        case .setupFailed(let reason, let output): .study(.setupFailed(reason: reason, output: output))
        case .badPattern(let pattern): .study(.badPattern(pattern))
        case .file(let operation, let path, let code): file(operation, path, code)
        }
    }

    private static func of(_ error: ChatTaskError) -> Problem {
        switch error {
        case .badPrompt(let reason): .study(.badPrompt(reason: reason))
        }
    }

    private static func of(_ error: WorkspaceError) -> Problem? {
        switch error {
        case .sandboxUnavailable(let reason): .study(.sandboxUnavailable(reason: reason))
        case .slotsInsideRepository(let root, _): .study(.slotsInsideRepository(root: root))
        case .missingInput(let from, let path): .study(.missingInput(from: from, path: path))
        case .file(let operation, let path, let code): file(operation, path, code)
        case .gitFailed(let arguments, let message):
            .repository(.gitCommand(words: ["git"] + arguments, output: message))
        case .executableNotFound(let name):
            .repository(.localFile(path: name, reason: "there is no such program"))
        case .cannotStart(let command, let reason): .repository(.localFile(path: command, reason: reason))
        case .unsafePath, .missingObject: nil
        }
    }

    private static func file(_ operation: String, _ path: String, _ code: Int32) -> Problem {
        .repository(
            code == ENOSPC
                ? .diskFull(operation: "\(operation) '\(path)'")
                : .localFile(path: path, reason: errorWords(code)))
    }

    /// The facts of an error of the store.
    init(_ error: StoreError) { self = Self.of(error) }

    private static func of(_ error: StoreError) -> Problem {
        switch error {
        case .unknownRun(let name, let existing): .run(.unknownRun(name.text, existing: existing))
        case .unknownVersion(let found, let newest, _): .run(.unknownVersion(found: found, newest: newest))
        case .needsNewer(let run, let needs, let newest):
            .run(.needsNewer(run, needs: needs, newest: newest))
        case .unreleasedFormat: .run(.unreleasedFormat)
        case .unknownSetting(let run, let setting):
            .run(.unknownSetting(run, key: setting.key, value: setting.value))
        case .unknownEvent(let kind, _): .run(.unknownEvent(kind: kind))
        case .damagedJournal(let commit, let reason): .run(.damagedJournal(commit: commit, reason: reason))
        case .differentRoots(let run, _): .run(.differentRoots(run))
        case .branchNamedHone: .repository(.branchNamedHone)
        case .shallowClone: .repository(.shallowClone)
        case .stepping(let run, let holder): .run(.stepping(run, process: holder.process))
        case .journalBusy(let run, _): .run(.journalBusy(run))
        case .notesBusy(let ref, _):
            .repository(.git(operation: "merge notes", message: "'\(ref)' kept moving"))
        case .divergedJournal(let ref): .remote(.divergedJournal(ref: ref))
        case .unknownLineage(let name, let existing): .run(.unknownLineage(name, existing: existing))
        case .lineageExists(let name): .run(.lineageExists(name))
        case .unknownCandidate(let commit): .run(.unknownCandidate(commit.short))
        case .invalidStudyName(let name): .study(.invalidName(name))
        case .unknownBranch(let name): .landing(.unknownBranch(name))
        case .branchMoved(let name, _): .landing(.branchMoved(name))
        case .unknownOperation(let id): .undo(.unknownOperation(id.short, run: nil))
        case .nothingToUndo(let run): .undo(.nothing(run))
        case .cannotBeUndone(let operation): .undo(.impossible(operation))
        case .undoneAlready(let id): .undo(.undoneAlready(id))
        case .runExists(let run): .undo(.runExists(run))
        case .branchInUse(let ref, let path): .undo(.branchInUse(ref, path: path))
        case .localFile(let path, let number):
            .repository(
                number == ENOSPC
                    ? .diskFull(operation: "write '\(path)'")
                    : .localFile(path: path, reason: errorWords(number)))
        case .openedForReading: preconditionFailure("runs are opened for writing where they are written")
        }
    }
}

/// The system's words for an error number.
func errorWords(_ number: Int32) -> String { String(cString: strerror(number)) }
