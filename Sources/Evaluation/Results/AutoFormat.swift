import StudyModel
import Text

/// `auto`: `HONE_RESULTS` where the command wrote it, else a JSON object on the last line of standard output, else a number there.
///
/// The object is a result as in `HONE_RESULTS`, or else its numbers are the metrics, as in `json`.
struct AutoFormat: ResultFormat {
    let metric: String

    func read(_ output: CommandOutput) -> ResultReading {
        if output.results != nil { return ResultLinesFormat(metric: metric).read(output) }
        guard let line = output.lastLine, line.hasPrefix("{") else {
            return LastNumberFormat(metric: metric).read(output)
        }
        guard let object = JSONReader.read(String(line)) else {
            return ResultReading(fault: "the last line of standard output is not JSON: \(line.excerpt())")
        }
        return read(object, line)
    }

    private func read(_ object: JSONValue, _ line: Substring) -> ResultReading {
        if object["score"] != nil || object["metrics"] != nil {
            switch ResultLine(metric: metric).record(object) {
            case .success(let record): return ResultReading(records: [record])
            case .failure(let fault):
                return ResultReading(
                    fault: "the last line of standard output \(fault.text): \(line.excerpt())")
            }
        }
        let metrics = JSONObjectFormat.numbers(of: object)
        guard !metrics.isEmpty else {
            return ResultReading(fault: "the last line of standard output has no number: \(line.excerpt())")
        }
        return ResultReading(records: [ResultRecord(metrics: metrics)])
    }
}
