import GitHooks
import Search
import StudyModel
import Workspaces

/// What can go wrong between a person and a repository that no layer below has an error for, as facts.
package enum Problem: Error, Hashable, Sendable {
    case repository(Repository)
    case study(Study)
    case run(Run)
    case landing(Landing)
    case hooks(Hooks)
    case remote(Remote)
    case undo(Undo)
    case sweep(Sweep)

    /// What is wrong with the repository, or with what git was asked.
    package enum Repository: Hashable, Sendable {
        /// With the worktrees that it has all the same.
        case bareRepository(path: String, worktrees: [String])
        case noCommits(branch: String)
        /// A git command that hone ran for the user ended with an error; its own words.
        case gitCommand(words: [String], output: String)
    }

    /// What is wrong with a study, or with its base.
    package enum Study: Hashable, Sendable {
        case examples(file: String, reason: String)
        case proposedFromOutside
        case noStudyFile(path: String)
        case studyFileExists(path: String)
        case unreadableFile(path: String, reason: String)
        case unknownBase(String)
        /// A commit that a lineage is to begin from.
        case unknownStart(String)
        /// A commit that a lineage should begin from differs from the base in a file that may not change.
        case startOutOfScope(String, path: String)
        case nothingEditable(patterns: [String], base: String)
        case folderNotEmpty(path: String)
        case unknownTemplate(String, known: [String])
        /// A folder is not what another program asks of one.
        case notImportable(path: String, tool: String, reason: String)
        /// The rule of acceptance is one that can never accept.
        case undecidable(Undecidable)
        /// A command names a program that the user has by a folder of PATH in the checkout.
        case hiddenProgram(HiddenProgram)
        case baseFailed(outcome: Outcome, reason: String?, feedback: String)
    }

    /// What is wrong with the name of a run or a candidate, or with what is asked of it.
    package enum Run: Hashable, Sendable {
        case noRuns
        case unknownRun(String, existing: [RunName])
        case noSuchEvent(String, in: RunName)
        /// Nobody steps the run; none of them, where no run is named.
        case notStepped(RunName?)
        case severalStepped([RunName])
        /// The process that steps a run is not one that can be told to stop from here.
        case stepperOutOfReach(RunName)
        case unknownCandidate(String)
        case unknownStep(Int, run: RunName, last: Int)
        case noCandidate(String, outcome: Outcome)
        case notInARun(String)
        /// The run's study keeps no example back.
        case noTestSplit(RunName)
        case nothingRecorded(file: String, step: String)
        case notAnAnswer(reason: String)
        /// The run has a proposer of its own, which makes its proposals.
        case notFromOutside(RunName, proposer: String)
        /// A run whose steps are asked for one by one has none left; whether its end has been measured.
        case takesNoStep(RunName, StopReason, isMeasured: Bool)
        /// A run whose proposals come from outside takes more of them, and only who makes them knows whether there are any.
        case openFromOutside(RunName)
        /// No run of the study has its proposals made outside.
        case noneFromOutside(study: String)
        /// Two candidates were not judged alike, so their figures are not put side by side.
        case notJudgedAlike(String, String, reason: String)
        /// Two names of one candidate, which cannot be compared with itself.
        case sameCandidate(String, String, CommitID)
        /// Two candidates cannot be compared on sealed examples.
        case untestable(String, String, reason: String)
        /// A candidate has no file at this path.
        case noFile(String, candidate: String)
        /// A candidate's file has fewer lines than that.
        case noLine(LineComment.Place, candidate: String, lines: Int)
        /// The base of a run cannot be rejected.
        case baseRejected(String, run: RunName)
    }

    /// What keeps a candidate from going onto a branch.
    package enum Landing: Hashable, Sendable {
        case unknownBranch(String)
        case detachedHead
        case dirtyCheckout(branch: String, paths: [String])
        /// A hook or a setting of the user's git said no, in its own words.
        case refusedByGit(command: String, output: String)
        case conflict(branch: String, paths: [String])
        /// - Parameter fate: what became of an earlier landing there, as a sentence without its end; `nil` where it stands, or was none of hone's.
        case alreadyLanded(branch: String, fate: String?)
        /// No piece of the candidate's difference has this name.
        case noSuchPiece(String, known: [String])
        /// The pieces that were picked have no score together; they are recorded under this name.
        case noScore(String, outcome: Outcome, reason: String?)
        /// The base of a run is no candidate of it.
        case isBase(String, run: RunName)
        /// What the branch would get has no score, as where a gate fails.
        case failsOnBranch(String, branch: String, outcome: Outcome, reason: String?)
        /// A hook of the user's changed what had been measured.
        case changedByHook(branch: String)
        /// The candidate has no score, as where a gate failed.
        case notScored(String, outcome: Outcome, reason: String?)
        /// The candidate was turned down, and why as far as that was said.
        case rejected(String, by: Rejection, why: String?)
        /// The candidate was made from others that were turned down.
        case containsRejected(String, [String])
    }

    /// What keeps git hooks from being put in place, or a commit from being made.
    package enum Hooks: Hashable, Sendable {
        /// Git looks for hooks where no files can be put.
        case unusableFolder(path: String, reason: String)
        /// Another program's hook stands where hone's was, and the one from before hone's is still kept.
        case covered(GitHook, path: String, kept: String)
        /// A person's commit on a branch of a run changes what the run may not change.
        case outsideScope(run: RunName, reason: String)
    }

    /// What keeps runs from being sent to a remote or fetched from one.
    package enum Remote: Hashable, Sendable {
        case noRemotes
        case unknownRemote(String, existing: [String])
        /// Neither a run nor a hone branch of this repository.
        case unknownName(String)
        /// Others pushed at the same time, again and again.
        case busy(remote: String)
    }

    /// What keeps an operation from being undone.
    package enum Undo: Hashable, Sendable {
        case unknownOperation(String, run: RunName)
        /// The start of an ID fits several operations.
        case ambiguousOperation(String, run: RunName)
        /// The branch of a landing is not where the landing left it.
        case branchMoved(String, expected: CommitID)
        /// The branch of a landing is checked out and has changes that are not committed.
        case dirtyCheckout(branch: String, paths: [String])
    }

    /// Why a constant answer has no score that is known.
    package enum ConstantObstacle: Hashable, Sendable {
        /// No field of the examples is named as the answer, or none has one.
        case noAnswers
        /// The figure is not how often an answer is right.
        case otherFigure
    }

    /// Why cells do not run at once.
    package enum NotAtOnce: Hashable, Sendable {
        /// Measurements are to be alone on the machine.
        case exclusive
        /// Figures are not the same each time and of no examples, as times are.
        case timing
        /// A run ends by the clock.
        case byTheClock
    }

    /// What is wrong with a sweep.
    package enum Sweep: Hashable, Sendable {
        case noFile(path: String)
        case unknown(String?, existing: [RunName])
        case noneUnfinished
        /// The same sweep was begun, and has not ended.
        case begunAlready(RunName)
        /// A run or a sweep has the name.
        case nameTaken(RunName)
        case tooMany(runs: Int, most: Int)
        /// Cells that run at once would change what a cell comes to.
        case notAtOnce(cell: Int, NotAtOnce)
        /// A baseline is the first cell itself.
        case baselineIsCell(SweepBaseline)
        /// Nothing says what a constant answer would score.
        case noConstant(ConstantObstacle)
        /// The first cell's run that a baseline is to be beside has not ended.
        case nothingBeside(RunName)
        /// What judges the cells is another thing than when the first of them ran.
        case evaluatorChanged(parts: [String])
    }
}
