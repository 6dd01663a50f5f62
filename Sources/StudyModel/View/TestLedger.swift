/// How often the sealed test split of a run was looked at, by whom, and what came of it.
package struct TestLedger: Hashable, Sendable {
    /// Tests that were made, in the order of their ends; without what the evaluator said.
    package private(set) var ended: [TestRecord] = []
    /// Tests that were announced and whose end was not seen, by their IDs.
    package private(set) var open: [String: TestRecord] = [:]

    /// How many tests have begun, whether or not they came to an end.
    package var count: Int { ended.count + open.count }

    /// How many of the run's own candidates have been tested.
    package var candidates: Int { Set(all.flatMap(\.candidates)).count }

    private var all: [TestRecord] { ended + open.values }

    package init() {}

    /// In how many tests the candidate of a step stands, of those that have begun.
    package func count(of step: StepID) -> Int {
        all.count { $0.side(of: step) != nil }
    }

    /// How often the candidate of a step was run on the sealed examples, or begun to be; what was known of it already is no look.
    package func looks(of step: StepID) -> Int {
        all.compactMap { $0.side(of: step) }.count { $0.isKnown != true }
    }

    /// How many looks there were at these examples, by the digest of their set.
    package func looks(at digest: String) -> Int { all.count { $0.sample.examples?.digest == digest } }

    /// The test of a step's candidate that says most of it, of those that came to an end: the last that compared it with the base, else with another, else
    /// the last of all.
    package func telling(of step: StepID) -> TestRecord? {
        let own = ended.reversed().filter { $0.step == step }
        return own.first { $0.overStep?.number == 0 && $0.overRun == nil } ?? own.first { $0.over != nil }
            ?? ended.lazy.reversed().compactMap { $0.side(of: step) }.first
    }

    mutating func begin(_ record: TestRecord) { open[record.id] = record }

    /// Takes in that a test came to its end.
    package mutating func end(_ record: TestRecord) {
        open[record.id] = nil
        var slim = record.withoutTrials()
        for index in slim.evaluations.indices { slim.evaluations[index].evaluation.feedback = "" }
        ended.append(slim)
    }
}
