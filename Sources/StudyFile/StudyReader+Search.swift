import StudyModel

extension StudyReader {
    func readSearch(_ top: Section, examples: ExampleSettings?) -> SearchSettings {
        let section = top.section("search", known: KeyReference.children(of: "search"))
        let standard = SearchSettings()
        let hasValidation = examples?.source.mayHave(.validation) == true
        let strategy = readStrategy(section)
        let round = section.read(
            "round", .wholeNumber(atLeast: 1, atMost: 1000), default: standard.round)
        let accept = readAcceptance(section, hasValidation: hasValidation)
        let rollback = readRollback(section)
        let select = section.read("select", .word, default: hasValidation ? .validation : standard.select)
        if select == .validation, !hasValidation {
            section.report("select", .missingSplit(name: Split.validation.rawValue))
        }
        return SearchSettings(
            strategy: strategy, round: round, accept: accept, rollback: rollback, select: select)
    }

    private func readStrategy(_ search: Section) -> SearchSettings.Strategy {
        let later = ["best-of", "beam", "evolve", "pareto"]
        if let text = search.value("strategy")?.text, later.contains(text) {
            let available = SearchSettings.Strategy.allCases.map(\.rawValue)
            search.report("strategy", .notAvailable(value: text, available: available))
            return .chain
        }
        return search.read("strategy", .word, default: .chain)
    }

    private func readAcceptance(_ search: Section, hasValidation: Bool) -> AcceptanceSettings {
        let section = search.section("accept", known: KeyReference.children(of: "search.accept"))
        let standard = AcceptanceSettings()
        let on = section.read("on", .word, default: standard.on)
        if on != .train, !hasValidation {
            section.report("on", .missingSplit(name: Split.validation.rawValue))
        }
        return AcceptanceSettings(
            on: on, rule: section.read("rule", .word, default: standard.rule),
            confidence: section.read("confidence", .confidence, default: standard.confidence))
    }

    private func readRollback(_ search: Section) -> RollbackSettings? {
        let known = KeyReference.children(of: "search.rollback")
        guard let section = search.optionalSection("rollback", known: known) else { return nil }
        let standard = RollbackSettings()
        return RollbackSettings(
            patience: section.read("patience", .wholeNumber(atLeast: 1), default: standard.patience),
            drop: section.read("drop", .share, default: standard.drop))
    }

    func readBudget(_ top: Section) -> Budget {
        let section = top.section("budget", known: KeyReference.children(of: "budget"))
        let standard = Budget()
        let count = Form<Int>.wholeNumber(atLeast: 1)
        let steps = section.read("steps", count, orNil: "none", default: standard.steps)
        let trials = section.read("trials", count, orNil: "none", default: standard.trials)
        let time = section.read("time", .duration, orNil: "none", default: standard.time)
        let tokens = section.read("tokens", .tokens, orNil: "none", default: standard.tokens)
        let cost = section.read("cost", .money, orNil: "none", default: nil)
        return Budget(
            steps: steps, trials: trials, time: time, tokens: tokens, cost: cost?.amount,
            currency: cost?.currency ?? standard.currency)
    }

    func readStop(_ top: Section) -> StopSettings {
        let section = top.section("stop", known: KeyReference.children(of: "stop"))
        let count = Form<Int>.wholeNumber(atLeast: 1)
        return StopSettings(
            score: section.read("score", .number, orNil: "none", default: nil),
            patience: section.read("patience", count, orNil: "none", default: nil),
            failures: section.read("failures", count, orNil: "none", default: nil))
    }

    func readParallel(_ top: Section) -> ParallelSettings {
        let section = top.section("parallel", known: KeyReference.children(of: "parallel"))
        let standard = ParallelSettings()
        return ParallelSettings(
            propose: section.read("propose", .wholeNumber(atLeast: 1), default: standard.propose),
            evaluate: section.read("evaluate", .wholeNumber(atLeast: 1), default: standard.evaluate))
    }
}
