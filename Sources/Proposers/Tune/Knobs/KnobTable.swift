import StudyModel
import Text

/// The numbers of an artifact that are tuned, in a fixed order.
struct KnobTable: Sendable {
    let knobs: [Knob]
    private let sources: [String: Source]

    /// Of more numbers that nobody named, those that are likely to matter most are tuned.
    private static let most = 64
    /// Of more files the first are looked at.
    private static let mostFiles = 1000
    /// A number below this weight is an index, a beginning or a part of what is computed: 0 and 1, and what stands in comments.
    private static let leastWeight = 1.0

    /// Finds the numbers that a study names, or where it names none those that are likely to matter.
    ///
    /// Throws a `Failure` of the run where a name is that of no number, or of several.
    init(_ named: [KnobSettings], in artifact: some ArtifactView) async throws {
        var sources: [Source] = []
        for path in try await artifact.editablePaths().prefix(Self.mostFiles) {
            try Task.checkCancellation()
            guard let bytes = try await artifact.read(path),
                let source = Source(
                    path: path, bytes: bytes, editable: try await artifact.editableLines(of: path),
                    isExecutable: try await artifact.isExecutable(path))
            else { continue }
            sources.append(source)
        }
        let numbers = FoundNumbers(in: sources)
        knobs =
            try named.isEmpty ? numbers.likely(Self.most, from: Self.leastWeight) : named.map(numbers.knob)
        self.sources = Dictionary(sources.map { ($0.path, $0) }) { first, _ in first }
    }

    /// The files with these values of the numbers, which are in the order of the knobs.
    func changes(_ values: [Double]) -> [FileChange] {
        Dictionary(grouping: knobs.indices) { knobs[$0].place.path }.sorted { $0.key < $1.key }
            .compactMap { path, places in
                guard let source = sources[path] else { return nil }
                var text = source.text
                // From the end, so that places before it stay.
                for place in places.sorted(by: {
                    knobs[$1].place.columns.lowerBound < knobs[$0].place.columns.lowerBound
                }) {
                    let number = knobs[place].place
                    text.replace(
                        number.columns, ofLine: number.line, with: number.setting(values[place]).spelling)
                }
                return FileChange(
                    path: path, content: .file(text.bytes, executable: source.isExecutable))
            }
    }
}
