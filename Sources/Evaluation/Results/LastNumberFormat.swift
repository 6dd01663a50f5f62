/// `stdout`: the last line of standard output that is not blank is the score.
struct LastNumberFormat: ResultFormat {
    let metric: String

    func read(_ output: CommandOutput) -> ResultReading {
        guard let line = output.lastLine else { return ResultReading(fault: "standard output was empty") }
        guard let number = Double(line) else {
            return ResultReading(
                fault: "the last line of standard output was \(line.excerpt()), not a number")
        }
        return ResultReading(records: [ResultRecord(metrics: [metric: number])])
    }
}
