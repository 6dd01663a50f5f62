import StudyModel
import Text

/// A sweep file that was read, as far as it can be told without its study.
///
/// Keys that are varied are keys of the study file: whether their values can stand there is found where the study is read with them.
package struct SweepFile: Hashable, Sendable {
    /// The file as it was written; of a sweep that the command line describes, what would have been.
    package let text: String
    /// Its name; `nil` where the study's with a number is meant.
    package let name: RunName?
    /// The path of the study file.
    package let study: String
    package let factors: [SweepFactor]
    package let fixed: [String: JSONValue]
    package let skipped: [[String: String]]
    package let seeds: [UInt64]
    /// `nil` for what the study itself is bound by.
    package let budget: SweepPlan.Budget?
    package let limit: SweepPlan.Limit
    /// `nil` for none.
    package let race: SweepPlan.Race?
    package let rivals: SweepPlan.Rivals
    package let confidence: Double
    package let tested: SweepPlan.Tested
    package let baselines: [SweepBaseline]
    /// How many cells run at once.
    package let width: Int
    /// Where each level begins, by factor and level, and where each key does that all cells have, by that key alone.
    private let places: [[String]: Place]

    /// How many seeds there are where nobody says.
    private static let usualSeeds: UInt64 = 5

    /// Reads the text of a sweep file; throws a `StudyFileError` with all problems that one pass can find.
    ///
    /// - Parameters:
    ///   - varying: what the command line varies: a key and its values, as YAML with commas between; in place of what the file varies by that name.
    ///   - seeds: how many, in place of the file's.
    ///   - study: the path of the study file where the sweep's file names none.
    package init(
        _ text: String, varying: [(key: String, values: String)] = [], seeds: Int? = nil, study: String
    ) throws(StudyFileError) {
        let findings = Findings()
        let reading = SweepReading(findings: findings)
        var top = reading.entries(try Document.parse(text), at: "", known: Self.keys)
        for (key, values) in varying { try reading.vary(key, values, in: &top) }
        if let version = top["version"], version.plain != "1" {
            let kind = StudyFileProblem.Kind.unknownVersion(found: version.shown, known: 1)
            throw StudyFileError(.init(keyPath: "version", place: version.place, kind: kind))
        }
        var places: [[String]: Place] = [:]
        factors = reading.factors(top, &places)
        fixed = reading.settings(top["set"], at: "set", &places)
        skipped = reading.skipped(top["skip"], of: factors)
        let given = top["seeds"].flatMap { reading.seeds($0) }
        self.seeds = seeds.map { (1...UInt64(max(1, $0))).map { $0 } } ?? given ?? Array(1...Self.usualSeeds)
        budget = reading.budget(top["budget"])
        limit = reading.limit(top["limit"])
        race = reading.race(top["race"])
        let compare = reading.entries(top["compare"], at: "compare", known: ["with", "confidence"])
        rivals = reading.word(compare["with"], at: "compare.with") ?? .first
        confidence =
            compare["confidence"].flatMap {
                Form.confidence.read($0, KeySite(path: "compare.confidence", findings: findings))
            } ?? 0.95
        tested = reading.word(top["test"], at: "test") ?? .none
        baselines = reading.baselines(top["baselines"])
        width = reading.width(top["parallel"])
        name = top["sweep"].flatMap { Form.name.read($0, KeySite(path: "sweep", findings: findings)) }
            .flatMap { RunName(text: $0) }
        self.study = top["study"].flatMap { $0.text } ?? study
        self.text = text
        self.places = places
        if let error = StudyFileError(findings.problems) { throw error }
    }

    /// The top keys, in the order in which a file has them.
    private static let keys = [
        "version", "sweep", "study", "vary", "starts", "set", "skip", "seeds", "budget", "limit",
        "compare", "test", "baselines", "race", "parallel",
    ]

    /// Tells where a setting of a cell stands in the file; `nil` where it is not in there.
    ///
    /// - Parameter key: the study's key, or one above or below it.
    package func place(of key: String, in cell: SweepPlan.Cell) -> Place? {
        let covers = { (set: String) in set == key || key.hasPrefix(set + ".") || set.hasPrefix(key + ".") }
        for (factor, level) in zip(factors, cell.levels) where level.settings.keys.contains(where: covers) {
            if let place = places[[factor.name, level.label]] { return place }
        }
        return fixed.keys.first(where: covers).flatMap { places[[$0]] }
    }

    /// The plan of the sweep.
    ///
    /// - Parameters:
    ///   - name: where the file has none.
    ///   - study: the study that it varies.
    package func plan(name: RunName, of study: Study) throws(StudyFileError) -> SweepPlan {
        guard let budget = budget ?? study.sweepBudget else {
            throw StudyFileError(
                .init(keyPath: "budget", place: nil, kind: .missingKey(expected: SweepReading.budget)))
        }
        var plan = SweepPlan(
            name: self.name ?? name, study: study.name, factors: factors, fixed: fixed, skipped: skipped,
            seeds: seeds, budget: budget, rivals: rivals, confidence: confidence, tested: tested)
        plan.limit = limit
        plan.race = race
        plan.baselines = baselines
        plan.width = width
        return plan
    }
}

extension Study {
    /// What bounds it, as a sweep has it: of several bounds the first.
    fileprivate var sweepBudget: SweepPlan.Budget? {
        if let updates = budget.updates { return .init(unit: "updates", each: JSONValue(whole: updates)) }
        if let steps = budget.steps { return .init(unit: "steps", each: JSONValue(whole: steps)) }
        if let trials = budget.trials { return .init(unit: "trials", each: JSONValue(whole: trials)) }
        return nil
    }
}
