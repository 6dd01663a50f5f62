import StudyModel
import Text

/// A landing of a run's candidate, and what became of it on its branch since.
package struct LandedCandidate: Listing, Hashable {
    /// What became of a landing.
    package enum Fate: Hashable, Sendable {
        /// The branch has it.
        case stands
        /// A commit on the branch takes it back.
        case reverted(by: Reverting)
        /// Of a landing that moved the branch forward over several commits some are taken back, as `by` does with the first of them.
        case revertedInPart(by: Reverting, commits: Int, of: Int)
        /// Whatever it changed is on the branch as it was before.
        case takenBack
        /// The branch was put where it does not contain it.
        case left
    }

    /// A commit that takes another one back.
    package struct Reverting: Hashable, Sendable {
        package let commit: CommitID
        /// Who made it, as the commit says.
        package let name: String
        /// Seconds since 1970.
        package let time: Int64

        package init(commit: CommitID, name: String, time: Int64) {
            self.commit = commit
            self.name = name
            self.time = time
        }
    }

    /// The candidate as people name it.
    package let name: String
    package let candidate: CommitID
    /// The branch's short name.
    package let branch: String
    /// What the branch got.
    package let result: CommitID
    package let fate: Fate

    package init(name: String, candidate: CommitID, branch: String, result: CommitID, fate: Fate) {
        self.name = name
        self.candidate = candidate
        self.branch = branch
        self.result = result
        self.fate = fate
    }

    /// What became of it, as a sentence without its end; `nil` where it stands.
    package var words: String? {
        fateWords.map { "\(name) was landed on \(branch) as \(result.short), and \($0)" }
    }

    /// The end of that sentence.
    private var fateWords: String? {
        switch fate {
        case .stands: nil
        case .reverted(let by):
            "reverted there by \(by.commit.short) (\(ShownText(line: by.name).text)); take that back with `git revert \(by.commit.short)`"
        case .revertedInPart(let by, let count, let all):
            "\(count) of its \(all) commits \(count == 1 ? "was" : "were") reverted there, by \(by.commit.short) (\(ShownText(line: by.name).text))"
        case .takenBack: "what it changed is there as it was before"
        case .left: "\(branch) was put where it is not contained"
        }
    }

    package func write(to line: inout ObjectWriter) {
        line.put("name", name)
        line.put("candidate", candidate)
        line.put("branch", branch)
        line.put("result", result)
        switch fate {
        case .stands: line.put("fate", "stands")
        case .reverted(let by):
            line.put("fate", "reverted")
            write(by, to: &line)
        case .revertedInPart(let by, _, _):
            line.put("fate", "reverted-in-part")
            write(by, to: &line)
        case .takenBack: line.put("fate", "taken-back")
        case .left: line.put("fate", "left")
        }
    }

    private func write(_ by: Reverting, to line: inout ObjectWriter) {
        line.put("by", by.commit)
        line.put("by_name", by.name)
        line.put("at", Moment(by.time))
    }
}
