import StudyModel

/// Returns the keys whose values differ between the study that a run recorded and the file as it is now.
///
/// Dotted paths in the order of the reference. A group that was added or taken away is named by its keys that have a value.
package func changedKeys(recorded: Study, now: Study) -> [String] {
    KeyReference.all.compactMap { key in
        guard let content = key.content, content(recorded) != content(now) else { return nil }
        return key.path
    }
}
