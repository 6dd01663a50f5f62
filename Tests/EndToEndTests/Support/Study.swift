/// A study for a test: its file, and the files that it needs.
struct Study {
    let text: String
    let files: [String: String]

    /// With the study file itself.
    var allFiles: [String: String] { files.merging(["hone.yaml": text]) { $1 } }

    /// Makes the sum of some numbers small; judged in milliseconds, and always the same.
    ///
    /// - Parameters:
    ///   - evaluator: further lines of the `evaluator` mapping, two spaces in.
    ///   - command: what judges a candidate.
    ///   - proposer: the mapping of that name, without its braces.
    static func sum(
        named name: String = "sum", steps: Int = 4, seed: Int = 1, command: String = "sh judge/sum.sh",
        evaluator: String = "", proposer: String = "kind: mutation", budget: String = ""
    ) -> Study {
        let text = """
            version: 1
            study: \(name)
            instructions: Make the sum of the numbers small.
            artifact:
              editable: [numbers.txt]
            evaluator:
              files: [judge/**]
              command: {run: '\(command)', timeout: 20s}
              deterministic: true
            \(evaluator.isEmpty ? "" : evaluator + "\n")objective: {metric: sum, direction: minimize}
            proposer: {\(proposer)}
            budget: {steps: \(steps)\(budget)}
            seed: \(seed)

            """
        return Study(text: text, files: ["numbers.txt": numbers, "judge/sum.sh": judge])
    }

    private static let numbers = "apples 40\npears 31\nplums 22\nfigs 13\nquinces 57\n"

    /// Crashes on some sums, so that runs hold crashed candidates too.
    private static let judge = """
        sum=$(awk '{ sum += $2 } END { print sum }' numbers.txt)
        case $sum in *7) echo "no sum may end in 7" >&2; exit 9 ;; esac
        echo "$sum"
        """ + "\n"
}
