import Git
import Listings
import ObjectIDs
import Search
import StudyModel
import StudyStore
import Wiring

/// The steps that a file's lines are from.
package struct Blame: Sendable {
    let candidates: Candidates
    let git: UserGit
    /// Where the command was started.
    let directory: String

    private var repository: Repository { candidates.repository }

    /// Returns each line of a file with the step that made it, as `git blame` finds them from a candidate back to its base.
    ///
    /// `name` is relative to where the command was started; without `candidate` the best of the newest run is meant.
    package func lines(of name: String, at candidate: String?) async throws -> BlamedFile {
        let (view, step) =
            if let candidate { try await candidates.step(candidate) } else {
                try await best(of: candidates.runs.view(nil))
            }
        guard let commit = step.candidate else {
            throw Problem.run(
                .noCandidate(Naming.step(step.step, in: view), outcome: step.outcome))
        }
        let path = try pathInCheckout(name)
        guard try await hasFile(path, in: commit) else {
            throw Problem.run(.noFile(path, candidate: Naming.step(step.step, in: view)))
        }
        var walk = BlameWalk(self, view: view, path: path)
        return BlamedFile(
            view: view, path: path, candidate: commit, lines: try await walk.lines(at: commit))
    }

    private func best(of view: RunView) throws -> (RunView, StepSummary) {
        guard let step = view.step(of: view.best) else {
            throw Problem.run(.unknownCandidate("\(view.record.run):best"))
        }
        return (view, step)
    }

    private func hasFile(_ path: String, in commit: CommitID) async throws -> Bool {
        let tree = try await repository.readCommit(ObjectID(commit)).tree
        guard let entry = try await repository.entry(at: path, in: tree) else { return false }
        return entry.mode != .directory
    }

    /// Tells whether a commit is another one or an ancestor of it.
    fileprivate func isOlder(_ commit: CommitID, than other: CommitID) async throws -> Bool {
        if commit == other { return true }
        return try await repository.isAncestor(ObjectID(commit), of: ObjectID(other))
    }

    /// A path from the command line, relative to the top of the checkout.
    private func pathInCheckout(_ name: String) throws -> String {
        var parts: [Substring] = []
        let full = name.hasPrefix("/") ? name : directory + "/" + name
        for part in full.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        let path = "/" + parts.joined(separator: "/")
        guard let top = repository.workingDirectory, path.hasPrefix(top) else { return name }
        return String(path.dropFirst(top.count))
    }
}

/// One file's lines on their way from git's words to steps.
private struct BlameWalk {
    let blame: Blame
    let view: RunView
    let path: String
    private var outputs: [CommitID: BlameOutput] = [:]
    private var steps: [CommitID: StepSummary?] = [:]
    private var answers: [CommitID: String?] = [:]

    init(_ blame: Blame, view: RunView, path: String) {
        self.blame = blame
        self.view = view
        self.path = path
    }

    mutating func lines(at commit: CommitID) async throws -> [BlamedLine] {
        var lines: [BlamedLine] = []
        for (index, line) in try await output(at: commit).lines.enumerated() {
            let origin = try await origin(of: line)
            let step = try await step(of: origin)
            let answered = if let step { try await answer(step) } else { String?.none }
            lines.append(
                BlamedLine(
                    number: index + 1, text: line.text, commit: origin, step: step, answered: answered))
        }
        return lines
    }

    private mutating func output(at commit: CommitID) async throws -> BlameOutput {
        if let known = outputs[commit] { return known }
        let base = view.record.base
        let range = commit == base ? base.text : "\(base)..\(commit)"
        let output = BlameOutput(
            try await blame.git.run([
                "-c", "blame.ignoreRevsFile=", "blame", "--porcelain", range, "--", path,
            ]))
        outputs[commit] = output
        return output
    }

    /// The commit that brought a line. A revert brings nothing: its lines are from where it went back to.
    private mutating func origin(of line: BlameOutput.Line) async throws -> CommitID {
        var line = line
        while let step = view.step(of: line.commit), let candidate = step.candidate, candidate != line.commit
        {
            let lines = try await output(at: candidate).lines
            guard lines.indices.contains(line.origin - 1) else { break }
            line = lines[line.origin - 1]
        }
        let base = view.record.base
        return try await blame.isOlder(line.commit, than: base) ? base : line.commit
    }

    /// The step that judged a commit: its own, or that of a person's commits that it is among.
    private mutating func step(of commit: CommitID) async throws -> StepSummary? {
        if let known = steps[commit] { return known }
        var found = view.step(of: commit)
        if found == nil {
            for step in view.steps where step.proposer == Person.name {
                guard let candidate = step.candidate, try await blame.isOlder(commit, than: candidate),
                    try await !blame.isOlder(commit, than: step.parent)
                else { continue }
                found = step
                break
            }
        }
        steps[commit] = .some(found)
        return found
    }

    /// What a step answered, in a line.
    private mutating func answer(_ step: StepSummary) async throws -> String? {
        guard step.step.number > 0, let parent = view.step(of: step.parent) else { return nil }
        if let known = answers[step.parent] { return known }
        let journal = try await blame.candidates.runs.store.open(view.record.run, for: .reading)
        let words = try await journal.feedback(of: parent.step) ?? ""
        let line = words.split(separator: "\n").map { $0.drop { $0 == "#" || $0 == " " } }
            .first { !$0.isEmpty }
        answers[step.parent] = .some(line.map(String.init))
        return line.map(String.init)
    }
}

/// What `git blame --porcelain` prints: for each line its commit, its number there, and its text.
private struct BlameOutput {
    struct Line {
        let commit: CommitID
        /// Its number in that commit's file, from 1.
        let origin: Int
        let text: String
    }

    private(set) var lines: [Line] = []

    init(_ text: String) {
        var head: (CommitID, Int)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("\t") {
                if let (commit, origin) = head {
                    lines.append(Line(commit: commit, origin: origin, text: String(line.dropFirst())))
                }
                continue
            }
            let words = line.split(separator: " ")
            if words.count >= 3, let commit = CommitID(text: String(words[0])), let origin = Int(words[1]) {
                head = (commit, origin)
            }
        }
    }
}
