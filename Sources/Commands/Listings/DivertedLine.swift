import Listings
import Operations
import StudyModel

/// What a person should know of a branch that holds commits which the run does not take up.
struct DivertedLine {
    private let branch: DivertedBranch

    init(_ branch: DivertedBranch) { self.branch = branch }

    var text: String {
        let why = branch.violation.map { ": \($0)" } ?? ", which is not the run's"
        return "\(branch.name) is at \(branch.head.short)\(why), so the run goes on without it; "
            + "to have it follow again: `\(remedy)`"
    }

    private var remedy: String {
        guard let worktree = branch.worktree else {
            return "git branch -f \(branch.name) \(branch.wanted.short)"
        }
        return "git -C '\(worktree)' reset --keep \(branch.wanted.short)"
    }
}
