import StudyModel
import Text

/// One result as the evaluator reported it, not yet checked against the examples that were asked for.
struct ResultRecord: Hashable, Sendable {
    /// The example's ID; `nil` where the evaluator named none.
    var id: String?
    /// May hold values that are no finite number; `Measurement` refuses those by name.
    var metrics: [String: Double]
    var feedback: String?
    /// What the candidate gave, cut where it is long.
    var output: String?
    /// The steps of a trace that was reported inline.
    var trace: [JSONValue]
    var usage: Usage

    init(
        id: String? = nil, metrics: [String: Double], feedback: String? = nil, output: String? = nil,
        trace: [JSONValue] = [], usage: Usage = .none
    ) {
        self.id = id
        self.metrics = metrics
        self.feedback = feedback
        self.output = output
        self.trace = trace
        self.usage = usage
    }
}

/// What a result format made of a command's output.
struct ResultReading: Hashable, Sendable {
    var records: [ResultRecord]
    /// Why the output is not what the format promises, in one line; records of before the fault are kept.
    var fault: String?

    init(records: [ResultRecord] = [], fault: String? = nil) {
        self.records = records
        self.fault = fault
    }
}
