import StudyFile
import StudyModel

/// One of the choices that make a run what it is: a setting as it is recorded.
package struct DesignChoice: Hashable, Sendable {
    /// The dotted path.
    package let key: String
    /// The value as the study file would have it.
    package let value: String
    /// What the key means, in a sentence without its end; empty for a newer program's key.
    package let meaning: String
    package let origin: RecordedSettings.Origin

    /// Returns the choices of a run, in the order in which a study file has them; what this program does not know comes last.
    package static func all(of settings: RecordedSettings) -> [DesignChoice] {
        let known = KeyReference.all.map(\.path)
        let others = Set(settings.byKey.keys).subtracting(known).sorted()
        return (known + others).compactMap { key in
            settings.byKey[key].map { setting in
                DesignChoice(
                    key: key, value: setting.value.settingText,
                    meaning: KeyReference.named(key)?.meaning ?? "", origin: setting.origin)
            }
        }
    }
}
