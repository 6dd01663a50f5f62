import StudyModel

/// Tells an agent how to read the run's earlier candidates in its own repository: commands of git, and a line of each.
struct HistoryIndex {
    let candidates: [PastCandidate]
    let run: RunName

    /// The section; the lines of attempts follow it.
    var text: String {
        let last = candidates.last?.name ?? "\(run)/0"
        return """
            ## The whole run

            The repository of your working folder holds every earlier candidate of this run: `\(run)/N` is that of step N, on top of what it was made from, and `\(run)/0` is what the run began with. \
            Notes say what each scored and what the evaluator said of it. Look at what was tried before you change anything:

            - `git log --branches --graph --oneline` shows them all, `git log \(last)` those that led to one, with their notes.
            - `git show \(last)` shows what a step changed, `git diff \(run)/0 \(last)` all that led there, `git show \(last):PATH` a file.
            - `git log --branches -S'TEXT'` finds the steps that brought a text or took it away.
            - `git ls-tree -r --name-only refs/hone/traces` lists the traces of trials, where any were recorded; `git show refs/hone/traces:N/FILE` shows one of step N.
            """
    }
}
