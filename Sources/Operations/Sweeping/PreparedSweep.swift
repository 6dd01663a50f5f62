import Search
import Statistics
import StudyFile
import StudyModel
import Text
import Wiring

/// A sweep whose file, study and cells were all read and found to be ones that can run; nothing is written yet.
package struct PreparedSweep: Sendable {
    /// What it is, with the commits that its bases stand for now.
    package let plan: SweepPlan
    /// The sweep's file as it was written.
    let sweepText: String
    let studyText: String
    /// What each cell can hardly tell or not at all, by the cell's number.
    package let notes: [(cell: Int, note: String)]
    /// By cell, about how many runs of the evaluator's command the steps of one of its runs make; `nil` where nothing bounds them.
    package let trials: [Int?]
    /// The examples by which cells are compared, where those may be scored right or wrong: the sealed ones where all winners are tested, else those by which winners
    /// are selected; 0 without such examples.
    package let comparing: Int

    /// The rows beside the cells, in words each; none where nothing is.
    package var baselines: [String] {
        plan.baselines.map { baseline in
            switch baseline {
            case .base: "base: what runs begin from, untouched"
            case .constant: "constant: '\(plan.constant?.answer ?? "")' to every example"
            case .bestOf:
                "best-of: as many proposals from the base as cell 1 makes, \(plan.seeds.count) more runs"
            case .mutation:
                "mutation: as many runs of the evaluator's command as cell 1 makes, \(plan.seeds.count) more runs"
            }
        }
    }

    /// When cells are dropped, and how the best are run again, a sentence each; none where nothing is.
    package var decisions: [String] {
        let race = plan.race.flatMap { rule in
            SeedRace(
                cells: plan.cells.count, seeds: plan.seeds.count, from: rule.from,
                confidence: plan.confidence
            ).map { race in
                "after \(rule.from) seeds or more a cell is dropped that is worse than the one that leads, p below \(Figures.fixed(race.level, digits: 4))"
            }
        }
        let fresh = plan.freshSeeds
        let again =
            fresh.isEmpty
            ? nil
            : "then the two best have \(fresh.count) fresh seeds (\(2 * fresh.count) more runs), which alone say whether the best is better"
        return [race, again].compactMap { $0 }
    }

    /// What is known before anything is spent of what so many seeds can find, a sentence each.
    package var findings: [String] {
        let pairs =
            plan.rivals == .first ? plan.cells.count - 1 : plan.cells.count * (plan.cells.count - 1) / 2
        guard pairs > 0 else { return ["one cell: nothing is compared"] }
        guard
            let alone = SeedPlan.detectableDifference(seeds: plan.seeds.count, confidence: plan.confidence),
            let all = SeedPlan.detectableDifference(
                seeds: plan.seeds.count, pairs: pairs, confidence: plan.confidence)
        else { return ["one seed finds nothing: cells are compared over seeds, at least 2"] }
        let spread = "what the same seed's runs of two cells differ by from seed to seed (standard deviation)"
        var found = [
            "a difference of \(Figures.fixed(alone, digits: 1)) times \(spread) is found in four cases of five"
                + (pairs > 1
                    ? "; where \(pairs) comparisons are made (Holm), of \(Figures.fixed(all, digits: 1)) times"
                    : "")
        ]
        guard comparing > 0 else { return found }
        // Answers that change by chance alone differ as much, however many seeds there are.
        let least = (2 * ComparisonPlan.usualDiscordance / Double(comparing)).squareRoot()
        let points = { (value: Double) in Figures.fixed(value * 100, digits: 0) }
        let told = { (value: Double) in
            value < 1
                ? "a difference of \(points(value)) points is found" : "no difference is found, however large"
        }
        found.append(
            "cells are compared over seeds and the \(comparing) examples: where they differ more on some examples than on others, "
                + "it takes a larger difference than that")
        found.append(
            "where \(comparing) examples are scored right or wrong, that spread is \(points(least)) points or more: "
                + told(least * alone) + (pairs > 1 ? "; among \(pairs) comparisons " + told(least * all) : "")
        )
        return found
    }
}
