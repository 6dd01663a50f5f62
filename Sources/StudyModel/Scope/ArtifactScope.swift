/// The set of paths, and of lines in them, that a study may change.
///
/// Pure: it is asked wherever a candidate's tree is built, for every proposer and for people's commits alike.
package struct ArtifactScope: Hashable, Sendable {
    private let editable: PatternList
    private let frozen: PatternList
    private let evaluatorFiles: PatternList
    private let regions: ArtifactSettings.Regions

    package init(_ artifact: ArtifactSettings, evaluatorFiles: [String]) {
        editable = PatternList(artifact.editable)
        frozen = PatternList(artifact.frozen)
        self.evaluatorFiles = PatternList(evaluatorFiles)
        regions = artifact.regions
    }
}
