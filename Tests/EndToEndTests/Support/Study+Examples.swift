/// Studies over examples.
extension Study {
    /// A word that stands in the sealed examples alone, and in what the evaluator says of them.
    static let sealedWord = "quicksilver"

    /// Finds the factor of a product: each step of the scripted agent raises it by one, and 5 is right.
    ///
    /// - Parameters:
    ///   - examples: the mapping of that name, without its braces.
    ///   - search: the mapping of that name, without its braces.
    ///   - evaluator: further lines of the `evaluator` mapping, two spaces in.
    static func product(
        steps: Int = 5, batch: Int = 3,
        examples: String = "file: cases.jsonl, split: {train: 15, validation: 4, test: rest}",
        search: String = "", evaluator: String = "", files: [String: String] = ["cases.jsonl": cases()]
    ) -> Study {
        let text = """
            version: 1
            study: product
            instructions: Find the factor.
            artifact: {editable: [factor.txt]}
            evaluator:
              files: [judge.py]
              command: {run: 'python3 judge.py', timeout: 20s}
              deterministic: true
            \(evaluator.isEmpty ? "" : evaluator + "\n")objective: {direction: maximize}
            examples: {\(examples)}
            batch: {size: \(batch)}
            search: {\(search)}
            proposer: {kind: agent, command: 'echo $(($(cat factor.txt) + 1)) > factor.txt'}
            budget: {steps: \(steps)}

            """
        let own = ["factor.txt": "1\n", "judge.py": judge]
        return Study(text: text, files: own.merging(files) { $1 })
    }

    /// Lines of examples whose answers are five times the question; those from the 20th on are the sealed ones.
    static func cases(_ numbers: ClosedRange<Int> = 1...24) -> String {
        numbers.map { number in
            let note = number > 19 ? #", "note": "\#(sealedWord)""# : ""
            return #"{"id": "case-\#(number)", "x": \#(number), "answer": \#(number * 5)\#(note)}"# + "\n"
        }.joined()
    }

    /// Scores by how far off the factor is. One case is left out while the factor is below 3.
    private static let judge = """
        import json, os

        factor = int(open("factor.txt").read())
        with open(os.environ["HONE_RESULTS"], "w") as results:
            for line in open(os.environ["HONE_EXAMPLES"]):
                case = json.loads(line)
                if case["x"] == 7 and factor < 3 and os.environ["HONE_SPLIT"] == "train":
                    continue
                off = abs(case["x"] * factor - case["answer"]) / case["x"]
                said = "off by %d %s" % (off, case.get("note", ""))
                results.write(json.dumps({"id": case["id"], "score": 1 - off / 4, "feedback": said}) + "\\n")
        """ + "\n"
}
