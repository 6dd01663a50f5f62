import Text

/// `shinka`: what an evaluator of ShinkaEvolve leaves in its `--results_dir`, for which `HONE_RESULTS` is to be given.
///
/// `correct.json` is `{"correct", "error"}`: a result that is not correct is no result, for the reason that stands there. Of `metrics.json` the
/// numbers of the object and of its `public` are metrics; `text_feedback` and other words in `public` are feedback. `private` is kept from
/// proposers, so nothing is taken of it.
struct ShinkaFormat: ResultFormat {
    func read(_ output: CommandOutput) -> ResultReading {
        guard let bytes = output.results, let folder = JSONReader.read(bytes[...]), folder.fields != nil
        else {
            return ResultReading(fault: "HONE_RESULTS is no folder with correct.json and metrics.json")
        }
        guard let correct = folder["correct.json"], correct.fields != nil else {
            return ResultReading(fault: "HONE_RESULTS has no correct.json")
        }
        guard correct["correct"] == .bool(true) else {
            let reason = correct["error"]?.string ?? ""
            return ResultReading(
                fault: "the result is not correct" + (reason.isEmpty ? "" : ": \(reason.excerpt(limit: 500))")
            )
        }
        guard let given = folder["metrics.json"]?.fields else {
            return ResultReading(fault: "HONE_RESULTS has no metrics.json")
        }
        let shown = given["public"]?.fields ?? [:]
        let kept = given.filter { !["public", "private", "text_feedback"].contains($0.key) }
        let metrics = JSONObjectFormat.numbers(of: .object(kept)).merging(
            JSONObjectFormat.numbers(of: .object(shown))
        ) { first, _ in first }
        let feedback = [
            given["text_feedback"]?.string,
            JSONWords.text(of: [shown.filter { $0.value.number == nil && $0.value.fields == nil }]),
        ].compactMap { $0 }.filter { !$0.isEmpty }
        return ResultReading(records: [
            ResultRecord(
                metrics: metrics, feedback: feedback.isEmpty ? nil : feedback.joined(separator: "\n\n"))
        ])
    }
}
