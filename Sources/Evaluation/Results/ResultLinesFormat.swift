import StudyModel
import Text

/// `file`: `HONE_RESULTS` holds one JSON object a line.
///
/// The last line may be cut short, as a command that was stopped leaves it: it then counts as not written. Any other line that is no result
/// is a fault, and shown.
struct ResultLinesFormat: ResultFormat {
    let metric: String

    func read(_ output: CommandOutput) -> ResultReading {
        guard let bytes = output.results else {
            return ResultReading(fault: "nothing was written to HONE_RESULTS")
        }
        var reading = ResultReading()
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() where !line.allSatisfy({ $0 == 32 || $0 == 13 || $0 == 9 }) {
            let isUnfinished = number == lines.count - 1
            switch record(line) {
            case .success(let record): reading.records.append(record)
            case .failure(let fault) where isUnfinished && fault == .notJSON: break
            case .failure(let fault):
                let text = String(decoding: line, as: UTF8.self)
                reading.fault =
                    reading.fault ?? "line \(number + 1) of HONE_RESULTS \(fault.text): \(text.excerpt())"
            }
        }
        if reading.records.isEmpty, reading.fault == nil { reading.fault = "HONE_RESULTS holds no result" }
        return reading
    }

    private func record(_ line: ArraySlice<UInt8>) -> Result<ResultRecord, ResultFault> {
        guard let object = JSONReader.read(line) else { return .failure(.notJSON) }
        return ResultLine(metric: metric).record(object)
    }
}

extension ResultFault {
    fileprivate static let notJSON = ResultFault("is not JSON")
}
