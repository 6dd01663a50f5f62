import Search
import StudyModel
import Text

/// How the table's rows are made.
extension KeyReference {
    static func group(_ path: String, _ meaning: String) -> KeyReference {
        KeyReference(path, .group, .group, example: "", meaning)
    }

    static func optionalGroup<Content: Sendable>(
        _ path: String, _ part: PathInside<Study, Content?>, standard: Content,
        _ meaning: String
    ) -> KeyReference {
        let group = OptionalGroup(part, standard: standard)
        return KeyReference(path, .optionalGroup, .optionalGroup(group), example: "", meaning)
    }

    /// A longer way to write the key above it.
    static func alternative(_ path: String, _ example: String, _ meaning: String) -> KeyReference {
        KeyReference(path, .alternative, .part, example: example, meaning)
    }

    /// The same where it is recorded by itself.
    static func alternative<Content>(
        _ path: String, _ form: Form<Content>, _ part: StudyPart<Content>, example: String, _ meaning: String
    ) -> KeyReference {
        KeyReference(path, .alternative, .setting(Setting(form, part)), example: example, meaning)
    }

    /// A key that every study file has, or every one that has its group.
    static func required<Content>(
        _ path: String, _ form: Form<Content>, _ part: StudyPart<Content>, example: String, _ meaning: String
    ) -> KeyReference {
        let setting = Setting(form, part, isRequired: true)
        return KeyReference(path, .required, .setting(setting), example: example, meaning)
    }

    /// - Parameter before: What hone did before there was the key; left out for the keys of the format's first day, which every record
    ///   has, and for those whose default is what hone did.
    static func defaulted<Content>(
        _ path: String, _ form: Form<Content>, _ part: StudyPart<Content>, _ meaning: String,
        before: Content? = nil
    ) -> KeyReference {
        let setting = Setting(form, part, before: before)
        return KeyReference(path, .defaulted, .setting(setting), example: "", meaning)
    }

    /// A key of one kind of proposer.
    ///
    /// - Parameter before: as of a key with a default.
    static func optional<Content>(
        _ path: String, _ form: Form<Content>, _ part: StudyPart<Content>, example: String,
        onlyWith: String, isRequired: Bool = false, _ meaning: String, before: Content? = nil
    ) -> KeyReference {
        let setting = Setting(form, part, isRequired: isRequired, onlyWith: onlyWith, before: before)
        return KeyReference(path, .optional, .setting(setting), example: example, meaning)
    }

    /// The keys of a strategy: itself as a group, and its options below that.
    static func strategy(_ kind: StrategyKind) -> [KeyReference] {
        let top = "search.strategy." + kind.name
        let group = { KeyReference($0, .option, .group, example: "", $1) }
        var keys = [group(top, kind.meaning)]
        for option in kind.options {
            let path = top + "." + option.name
            if !keys.contains(where: { $0.path == parent(of: path) }) {
                keys.append(group(parent(of: path), "Options of \(kind.name)"))
            }
            keys.append(
                KeyReference(
                    path, .option, .setting(Setting(option, of: kind)),
                    example: YAML.text(option.standard), option.meaning))
        }
        return keys
    }

    /// A command, which may be written by itself or as a group with its time limit.
    static func command(
        _ path: String, _ part: PathInside<Study, TimedCommand>, timeout: Duration,
        example: String, _ meaning: String, run: String
    ) -> [KeyReference] {
        let setting = Setting(.command(timeout: timeout), .at(part), isRequired: true)
        return command(
            KeyReference(path, .group, .setting(setting), example: "", meaning), timeout: timeout,
            example: example, run: run)
    }

    /// A command that a study may do without.
    static func optionalCommand(
        _ path: String, _ part: PathInside<Study, TimedCommand?>, timeout: Duration,
        example: String, _ meaning: String, run: String
    ) -> [KeyReference] {
        let setting = Setting(.either(.command(timeout: timeout), "none"), .at(part))
        return command(
            KeyReference(path, .optionalGroup, .setting(setting), example: "", meaning), timeout: timeout,
            example: example, run: run)
    }

    private static func command(
        _ key: KeyReference, timeout: Duration, example: String, run: String
    ) -> [KeyReference] {
        [
            key, KeyReference(key.path + ".run", .required, .part, example: example, run),
            KeyReference(
                key.path + ".timeout", .defaulted, .part, example: Quantity.text(timeout), "Its time limit"),
        ]
    }
}

extension Setting {
    /// An option of a strategy, which has a place where that one is chosen.
    fileprivate init(_ option: StrategyOption, of kind: StrategyKind) {
        let part = StudyPart<JSONValue>(
            get: { study in
                let chosen = study.search.strategy
                return chosen.name == kind.name ? chosen.options[option.name] ?? option.standard : nil
            },
            // One that is as the strategy has it by itself is not kept, so that equal studies are the same.
            set: { $0.search.strategy.options[option.name] = $1 == option.standard ? nil : $1 },
            applies: { $0.search.strategy.name == kind.name })
        self.init(
            .option(option), part, onlyWith: "search.strategy: \(kind.name)", before: option.standard)
    }
}
