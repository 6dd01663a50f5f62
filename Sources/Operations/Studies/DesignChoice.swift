import StudyFile
import StudyModel

/// One of the choices that make a run what it is: a key of the study file with the value that the run has.
package struct DesignChoice: Hashable, Sendable {
    /// The dotted path.
    package let key: String
    package let value: String
    /// What the key means, in a sentence without its end.
    package let meaning: String
    /// Whether nobody chose it: the study file left it out.
    package let isDefault: Bool

    /// Returns the choices of a run, in the order in which a study file has them.
    package static func all(of record: RunRecord) -> [DesignChoice] {
        let defaults = Set(record.defaults)
        return KeyReference.all.compactMap { key in
            guard let words = key.words(in: record.study) else { return nil }
            // What belongs to a group that was left out as a whole has no value.
            let isLeftOut = key.enclosing.contains { defaults.contains($0) }
            guard words != "none" || !isLeftOut && key.presence != .optional else { return nil }
            let isDefault = isLeftOut || defaults.contains(key.path)
            return DesignChoice(
                key: key.path, value: isDefault && !isLeftOut ? key.value : words, meaning: key.meaning,
                isDefault: isDefault)
        }
    }
}
