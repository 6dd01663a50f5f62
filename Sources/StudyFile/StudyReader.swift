import Search
import StudyModel
import Text

/// Makes a study of what is given for it.
///
/// One reader for files and for records: it asks the table for each key, in its order, so a key that is in the table is read, and one that is
/// read is recorded.
struct StudyReader {
    let given: GivenSettings
    let findings: Findings
    var keys = KeyReference.all

    /// Reads a file: what is left out has its default.
    func readFile() -> Study { read { _ in nil } }

    /// Reads a record: what it lacks has the value by which hone acted before there was the key.
    func readRecord() -> Study { read { $0.before } }

    private func read(lacking: (Setting) -> JSONValue?) -> Study {
        var study = Study.blank
        for key in keys {
            switch key.role {
            case .optionalGroup(let group):
                if let value = given[key.path]?.value, value.text != "none" { group.open(&study) }
            case .setting(let setting):
                let fallback = setting.applies(study) ? lacking(setting) : nil
                let value = given[key.path]?.value ?? fallback.map { Value($0) }
                read(key.path, setting, value, &study)
            case .group, .part: break
            }
        }
        if given["budget.steps"] == nil, study.budget.updates != nil {
            study.budget.steps = study.budget.stepsForUpdates
        }
        // Examples are compared one by one, whenever each was run.
        if given["evaluator.measure.compare"] == nil, study.examples != nil {
            study.evaluator.measure.compare = .stored
        }
        // Repeats are averaged inside an example: a median of right and wrong answers would be a vote.
        if given["evaluator.measure.statistic"] == nil, study.examples != nil {
            study.evaluator.measure.statistic = .mean
        }
        if given["search.select"] == nil, study.examples?.source.mayHave(.validation) == true {
            study.search.select = .validation
        }
        if study.search.strategy.name == StrategyKind.auto {
            study.search.strategy = StrategyKind.fitting(study)
        }
        study.search.debug.turns = study.search.debug.turns ?? study.proposer.kind.usualMending
        if let chat = study.proposer.chat, chat.choose == nil {
            study.proposer.chat?.choose = chat.usualChoosing
        }
        if given["search.accept.rule"] == nil,
            let kind = StrategyKind.all.first(where: { $0.name == study.search.strategy.name })
        {
            study.search.accept.rule = kind.rule
        }
        if given["evaluator.measure.repeats"] == nil, !study.mayRace {
            study.evaluator.measure.repeats = .fixed(study.repeats)
        }
        return study
    }

    private func read(_ path: String, _ setting: Setting, _ value: Value?, _ study: inout Study) {
        switch (value, setting.applies(study)) {
        case (let value?, true): setting.take(value, KeySite(path: path, findings: findings), &study)
        case (.some, false):
            findings.report(path, at: given.place(of: path), .onlyWith(setting: setting.onlyWith))
        case (nil, true):
            guard let expectation = setting.required else { return }
            findings.report(path, at: given.place(of: path), .missingKey(expected: expectation))
        case (nil, false): break
        }
    }

    /// Every setting that a study has, with where it came from.
    func settings(of study: Study) -> RecordedSettings {
        var settings = RecordedSettings()
        for key in keys {
            guard let value = key.role.value(in: study) else { continue }
            let isDefault = (key.standard ?? key.before).map { $0 == value } ?? true
            // Whoever says auto leaves the choice to hone.
            let chosen = given[key.path].flatMap {
                $0.value.text == StrategyKind.auto && !isDefault ? nil : $0
            }
            settings.byKey[key.path] = RecordedSettings.Setting(
                value: value, origin: chosen?.origin ?? (isDefault ? .default : .auto))
        }
        return settings
    }
}
