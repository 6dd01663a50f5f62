import StudyModel
import Text

/// Reads the parts of a sweep file, and takes down what is wrong with them.
struct SweepReading {
    static let budget = Expectation.words(
        "a unit and how much a run has of it, such as {unit: updates, each: 15}")
    private static let units = ["updates", "steps", "trials", "tokens", "cost", "time"]
    /// Keys that give a figure its meaning: with other values of theirs figures are not alike.
    private static let meanings = [
        "study", "version", "objective", "constraints", "examples.file", "examples.id", "examples.expected",
        "examples.split.validation", "examples.split.confirm", "examples.split.test", "seed", "budget",
        "evaluator", "branches",
    ]

    let findings: Findings

    /// The entries of a group, by name; those that are not known are reported, with the nearest that is.
    func entries(_ value: Value?, at path: String, known: [String]) -> [String: Value] {
        guard let value else { return [:] }
        guard case .map(let entries) = value.content else {
            report(value, at: path, expected: .group)
            return [:]
        }
        var found: [String: Value] = [:]
        for entry in entries {
            if known.contains(entry.key) {
                found[entry.key] = entry.value
            } else {
                findings.report(
                    path.isEmpty ? entry.key : path + "." + entry.key, at: entry.keyPlace,
                    .unknownKey(nearest: NearestName.of(entry.key, among: known)))
            }
        }
        return found
    }

    /// Puts what the command line varies in place of what the file does.
    func vary(_ key: String, _ values: String, in top: inout [String: Value]) throws(StudyFileError) {
        var list = try Document.parse("[\(values)]")
        list.place = nil
        if case .list(let items) = list.content {
            list.content = .list(items.map { Value(content: $0.content, place: nil) })
        }
        var entries: [Value.Entry] = []
        if let vary = top["vary"], case .map(let known) = vary.content {
            entries = known.filter { $0.key != key }
        }
        entries.append(Value.Entry(key: key, keyPlace: nil, value: list))
        top["vary"] = Value(content: .map(entries), place: top["vary"]?.place)
    }

    // MARK: - What is varied

    /// The factors in the order of the file, the starts first.
    func factors(_ top: [String: Value], _ places: inout [[String]: Place]) -> [SweepFactor] {
        var factors: [SweepFactor] = []
        if let starts = top["starts"] { factors += [self.starts(starts, &places)].compactMap { $0 } }
        if let vary = top["vary"] {
            guard case .map(let entries) = vary.content else {
                report(vary, at: "vary", expected: .group)
                return factors
            }
            for entry in entries {
                if let factor = factor(entry.key, entry.value, at: entry.keyPlace, &places) {
                    factors.append(factor)
                }
            }
        }
        if factors.isEmpty, top["vary"] == nil, top["starts"] == nil {
            findings.report(
                "vary", at: nil,
                .missingKey(expected: .words("a key of the study and its values, such as batch.size: [1, 3]"))
            )
        }
        return factors
    }

    private func factor(
        _ name: String, _ value: Value, at place: Place?, _ places: inout [[String]: Place]
    ) -> SweepFactor? {
        var levels: [SweepLevel] = []
        switch value.content {
        case .list(let items) where !items.isEmpty:
            guard allow(name, at: place) else { return nil }
            for item in items {
                let json = JSONValue(item)
                levels.append(SweepLevel(label: json.settingText, settings: [name: json]))
                places[[name, json.settingText]] = item.place
            }
        case .map(let entries) where !entries.isEmpty:
            for entry in entries {
                levels.append(
                    SweepLevel(
                        label: entry.key,
                        settings: settings(entry.value, at: "vary.\(name).\(entry.key)", &places)))
                places[[name, entry.key]] = entry.keyPlace
            }
        default:
            report(
                value, at: "vary." + name,
                expected: .words("a list of values, or groups of keys by the name of a level"))
            return nil
        }
        if let twice = levels.first(where: { level in levels.count { $0.label == level.label } > 1 }) {
            report(
                value, at: "vary." + name,
                expected: .words("different levels (\(twice.label) is there twice)"))
            return nil
        }
        return SweepFactor(name: name, levels: levels)
    }

    /// Starting artifacts: commits or branches, or by name each with its scope.
    private func starts(_ value: Value, _ places: inout [[String]: Place]) -> SweepFactor? {
        switch value.content {
        case .list:
            guard let factor = factor("artifact.base", value, at: value.place, &places) else { return nil }
            return SweepFactor(name: "start", levels: factor.levels)
        case .map(let entries):
            let known = KeyReference.children(of: "artifact")
            let levels = entries.map { entry in
                guard entry.value.text == nil else {
                    return Value.Entry(
                        key: entry.key, keyPlace: entry.keyPlace,
                        value: Value(
                            content: .map([.init(key: "artifact.base", keyPlace: nil, value: entry.value)]),
                            place: entry.value.place))
                }
                var content = entry.value
                if case .map(let inner) = content.content {
                    content.content = .map(
                        inner.map {
                            Value.Entry(
                                key: known.contains($0.key) ? "artifact." + $0.key : $0.key,
                                keyPlace: $0.keyPlace, value: $0.value)
                        })
                }
                return Value.Entry(key: entry.key, keyPlace: entry.keyPlace, value: content)
            }
            return factor("start", Value(content: .map(levels), place: value.place), at: value.place, &places)
        default:
            report(value, at: "starts", expected: .words("a list of commits or branches"))
            return nil
        }
    }

    /// Keys of the study with their values.
    func settings(_ value: Value?, at path: String, _ places: inout [[String]: Place]) -> [String: JSONValue]
    {
        guard let value else { return [:] }
        guard case .map(let entries) = value.content else {
            report(value, at: path, expected: .group)
            return [:]
        }
        var settings: [String: JSONValue] = [:]
        for entry in entries where allow(entry.key, at: entry.keyPlace) {
            settings[entry.key] = JSONValue(entry.value)
            if path == "set" { places[[entry.key]] = entry.keyPlace }
        }
        return settings
    }

    /// Whether a key of the study may have other values in some cells than in others.
    private func allow(_ key: String, at place: Place?) -> Bool {
        guard KeyReference.named(key) != nil else {
            let nearest = NearestName.of(key, among: KeyReference.all.map(\.path))
            findings.report(key, at: place, .unknownKey(nearest: nearest))
            return false
        }
        let isMeaning = Self.meanings.contains {
            key == $0 || key.hasPrefix($0 + ".") || $0.hasPrefix(key + ".")
        }
        guard !isMeaning else {
            findings.report(key, at: place, .notVaried)
            return false
        }
        return true
    }

    /// Combinations that are left out.
    func skipped(_ value: Value?, of factors: [SweepFactor]) -> [[String: String]] {
        guard let value else { return [] }
        guard case .list(let items) = value.content else {
            report(value, at: "skip", expected: .list(.group))
            return []
        }
        return items.compactMap { item in
            var skip: [String: String] = [:]
            for (name, level) in entries(item, at: "skip[]", known: factors.map(\.name)) {
                let text = JSONValue(level).settingText
                let labels = factors.first { $0.name == name }?.levels.map(\.label) ?? []
                guard labels.contains(text) else {
                    report(level, at: "skip[].\(name)", expected: .oneOf(labels))
                    return nil
                }
                skip[name] = text
            }
            return skip.isEmpty ? nil : skip
        }
    }

    // MARK: - Numbers and words

    /// So many seeds, or these.
    func seeds(_ value: Value) -> [UInt64]? {
        let site = KeySite(path: "seeds", findings: findings)
        if case .list = value.content {
            guard let seeds = Form<[UInt64]>.list(Form<UInt64>.seed).read(value, site) else { return nil }
            guard !seeds.isEmpty, Set(seeds).count == seeds.count else {
                report(value, at: "seeds", expected: .words("different seeds, at least one"))
                return nil
            }
            return seeds
        }
        return Form<Int>.wholeNumber(atLeast: 1, atMost: 10_000).read(value, site).map {
            Array(1...UInt64($0))
        }
    }

    func budget(_ value: Value?) -> SweepPlan.Budget? {
        guard let value else { return nil }
        let entries = entries(value, at: "budget", known: ["unit", "each"])
        guard let unit = entries["unit"]?.text, let each = entries["each"] else {
            report(value, at: "budget", expected: Self.budget)
            return nil
        }
        guard Self.units.contains(unit) else {
            if let value = entries["unit"] { report(value, at: "budget.unit", expected: .oneOf(Self.units)) }
            return nil
        }
        return SweepPlan.Budget(unit: unit, each: JSONValue(each))
    }

    /// What all runs together may spend.
    func limit(_ value: Value?) -> SweepPlan.Limit {
        let entries = entries(value, at: "limit", known: ["time", "cost", "tokens"])
        let site = { KeySite(path: "limit." + $0, findings: findings) }
        return SweepPlan.Limit(
            seconds: entries["time"].flatMap { Form.duration.read($0, site("time")) }.map {
                $0 / .seconds(1)
            },
            cost: entries["cost"].flatMap { Form.money.read($0, site("cost")) }?.amount,
            tokens: entries["tokens"].flatMap { Form.tokens.read($0, site("tokens")) })
    }

    /// When cells are dropped, and the best ones are run again; `nil` for none, which nobody needs to say.
    func race(_ value: Value?) -> SweepPlan.Race? {
        guard let value, value.text != "none" else { return nil }
        let entries = entries(value, at: "race", known: ["from", "again"])
        let usual = SweepPlan.Race()
        let site = { KeySite(path: "race." + $0, findings: findings) }
        return SweepPlan.Race(
            // Of two seeds one degree is left, of which nearly every spread is possible.
            from: entries["from"].flatMap {
                Form<Int>.wholeNumber(atLeast: 3, atMost: 10_000).read($0, site("from"))
            } ?? usual.from,
            again: entries["again"].flatMap { Form<Double>.share.read($0, site("again")) } ?? usual.again)
    }

    /// How many cells run at once.
    func width(_ value: Value?) -> Int {
        entries(value, at: "parallel", known: ["cells"])["cells"].flatMap {
            Form<Int>.wholeNumber(atLeast: 1, atMost: SweepPlan.mostAtOnce).read(
                $0, KeySite(path: "parallel.cells", findings: findings))
        } ?? 1
    }

    /// The rows beside the cells, none where nobody asks for one.
    func baselines(_ value: Value?) -> [SweepBaseline] {
        guard let value else { return [] }
        guard case .list(let items) = value.content else {
            report(value, at: "baselines", expected: .list(.oneOf(SweepBaseline.allCases.map(\.rawValue))))
            return []
        }
        let found: [SweepBaseline] = items.compactMap { word($0, at: "baselines") }
        if Set(found).count < found.count {
            report(value, at: "baselines", expected: .words("different baselines"))
        }
        return found
    }

    func word<Word: RawRepresentable & CaseIterable>(_ value: Value?, at path: String) -> Word?
    where Word.RawValue == String {
        guard let value else { return nil }
        guard let word = value.text.flatMap({ Word(rawValue: $0) }) else {
            report(value, at: path, expected: .oneOf(Word.allCases.map(\.rawValue)))
            return nil
        }
        return word
    }

    private func report(_ value: Value, at path: String, expected: Expectation) {
        KeySite(path: path, findings: findings).report(value, expected: expected)
    }
}
