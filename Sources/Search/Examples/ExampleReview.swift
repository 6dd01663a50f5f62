import FoundationEssentials
import StudyModel
import Text

/// What can be seen of a study's examples before anything is run: sizes, labels, and what is in two splits at once.
package struct ExampleReview: Sendable {
    /// The splits that have examples.
    package let splits: [SplitSummary]
    /// Examples of different splits with the same content but for their IDs, and what is expected of them.
    package let overlaps: [SplitOverlap]
    /// Two examples of each cluster that stands in several splits, in the order of the examples.
    package let dividedClusters: [SplitOverlap]

    package init(_ examples: [Example], settings: ExampleSettings) {
        let lines = examples.map { Line($0, settings: settings) }
        splits = Split.allCases.compactMap { split in
            let own = lines.filter { $0.example.split == split }
            guard !own.isEmpty else { return nil }
            let labels = settings.expected == nil ? [] : own.compactMap(\.label)
            return SplitSummary(
                split: split, count: own.count,
                labels: Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +))
        }
        overlaps = Self.overlaps(of: lines)
        dividedClusters = Self.dividedClusters(of: examples)
    }

    /// The share of a split that expects the label that most of train expects; `nil` where labels are not known.
    package func shareOfTrainsMajority(in split: Split) -> Double? {
        guard let label = summary(of: .train)?.majority, let summary = summary(of: split) else { return nil }
        return summary.share(of: label)
    }

    package func summary(of split: Split) -> SplitSummary? { splits.first { $0.split == split } }

    private static func overlaps(of lines: [Line]) -> [SplitOverlap] {
        var first: [String: Line] = [:]
        var found: [SplitOverlap] = []
        for line in lines {
            guard let content = line.content else { continue }
            if let other = first[content] {
                if other.example.split != line.example.split {
                    found.append(
                        SplitOverlap(
                            one: other.example, other: line.example, isContrary: other.label != line.label))
                }
            } else {
                first[content] = line
            }
        }
        return found
    }

    private static func dividedClusters(of examples: [Example]) -> [SplitOverlap] {
        var first: [String: Example] = [:]
        var divided: Set<String> = []
        var found: [SplitOverlap] = []
        for example in examples {
            guard let cluster = example.cluster else { continue }
            let one = first[cluster, default: example]
            first[cluster] = one
            if one.split != example.split, divided.insert(cluster).inserted {
                found.append(SplitOverlap(one: one, other: example))
            }
        }
        return found
    }

    /// An example with what matters here read from it.
    private struct Line {
        let example: Example
        let label: String?
        /// What the candidate is given, so that equal contents are equal texts; `nil` where there is nothing beside ID and answer.
        let content: String?

        init(_ example: Example, settings: ExampleSettings) {
            self.example = example
            var fields: [String: JSONValue] = [:]
            do {
                fields = try JSONDecoder().decode([String: JSONValue].self, from: Data(example.json.utf8))
            } catch { fields = [:] }
            label = settings.expected.flatMap { fields[$0] }.map { $0.name ?? $0.text }
            for name in [settings.id, settings.expected, settings.source.field].compactMap({ $0 }) {
                fields[name] = nil
            }
            content = fields.isEmpty ? nil : JSONValue.object(fields).text
        }
    }
}

/// One split in figures.
package struct SplitSummary: Hashable, Sendable {
    package let split: Split
    package let count: Int
    /// How many examples expect each answer; empty where that is not known.
    package let labels: [String: Int]

    /// The smallest step that a right-or-wrong score can take.
    package var resolution: Double { 1 / Double(count) }

    /// The answer that most examples expect, the first by its letters of several.
    package var majority: String? {
        labels.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    /// How often a constant answer is right.
    package func share(of label: String) -> Double { Double(labels[label] ?? 0) / Double(count) }
}

/// Two examples that go together, by their content or their cluster, in two splits.
package struct SplitOverlap: Hashable, Sendable {
    package let one: Example
    package let other: Example
    /// Whether they expect different answers to the same content.
    package var isContrary = false
}
