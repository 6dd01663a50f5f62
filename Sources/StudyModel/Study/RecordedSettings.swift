import Text

/// What each key of the study file came to for a run, and where that came from: the `settings` of `run.json`.
///
/// Values are in the study file's own vocabulary: `"60s"`, `{"regex": "…"}`. Whatever is said of a run's choices is taken from here, so a
/// report and the record cannot differ.
package struct RecordedSettings: Hashable, Sendable {
    /// Where a value came from; an open word.
    package struct Origin: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }

        /// The study file has it.
        package static let file = Origin(rawValue: "file")
        /// The command line has it, whatever the file says.
        package static let option = Origin(rawValue: "option")
        /// A sweep varies it.
        package static let sweep = Origin(rawValue: "sweep")
        /// Nobody chose it.
        package static let `default` = Origin(rawValue: "default")
        /// Worked out when the run began, from what else the study has.
        package static let auto = Origin(rawValue: "auto")
    }

    /// One value, with its origin.
    package struct Setting: Hashable, Sendable {
        package var value: JSONValue
        package var origin: Origin

        package init(value: JSONValue, origin: Origin) {
            self.value = value
            self.origin = origin
        }
    }

    /// By dotted key; keys of a newer program too, as they stand.
    package var byKey: [String: Setting]

    package init(_ byKey: [String: Setting] = [:]) { self.byKey = byKey }

    /// Whether somebody chose the value of a key: a default is nobody's choice.
    package func isChosen(_ key: String) -> Bool {
        ![.default, .auto].contains(byKey[key]?.origin ?? .default)
    }

    /// Returns the settings with those that the command line gives in place of others.
    package func setting(_ options: [String: JSONValue]) -> RecordedSettings {
        var settings = self
        for (key, value) in options { settings.byKey[key] = Setting(value: value, origin: .option) }
        return settings
    }

    /// Returns the settings with others in place of those of the same key.
    package func merging(_ later: RecordedSettings) -> RecordedSettings {
        RecordedSettings(byKey.merging(later.byKey) { _, new in new })
    }

    /// Returns those settings of `later` whose values are others than here.
    package func changes(to later: RecordedSettings) -> RecordedSettings {
        RecordedSettings(later.byKey.filter { byKey[$0.key]?.value != $0.value.value })
    }
}

/// What this program makes of recorded settings.
package struct SettingsReading: Hashable, Sendable {
    /// A value that this program has no meaning for: a newer one wrote it.
    package struct Unknown: Hashable, Sendable {
        package let key: String
        /// The value as it stands.
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The study; where a value is not known it has a stand-in.
    package let study: Study
    package let unknown: [Unknown]

    package init(study: Study, unknown: [Unknown] = []) {
        self.study = study
        self.unknown = unknown
    }
}

/// Reads recorded settings: given to what keeps them, which does not know the study file's keys.
package typealias SettingsReader = @Sendable (RecordedSettings) throws(UnreadableSettings) -> SettingsReading

/// Recorded settings from which no study can be made: a key that every study has is missing, or its value is none.
package struct UnreadableSettings: Error, Hashable, Sendable {
    package let keys: [String]

    package init(keys: [String]) { self.keys = keys }
}
