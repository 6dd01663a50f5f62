import Search
import StudyModel
import Text

/// What somebody should know of a study's examples before a run goes by them.
struct CheckExamples {
    let review: ExampleReview
    let study: Study

    var warnings: [String] { [constant, skew, overlap, divided, wholeTrain].compactMap { $0 } }

    /// An answer that says nothing and is right most of the time.
    private var constant: String? {
        guard let label = review.summary(of: .train)?.majority ?? review.summary(of: .validation)?.majority
        else { return nil }
        let shares = review.splits.map { ($0.split, $0.share(of: label)) }
        guard shares.contains(where: { $0.1 >= 0.75 }) else { return nil }
        let words = shares.map { "\(Figures.fixed($0.1, digits: 2)) of \($0.0.rawValue)" }
        return "Always answering '\(label)' is right for \(words.joined(separator: ", "))"
    }

    /// A split whose answers are not like train's.
    private var skew: String? {
        guard let train = review.summary(of: .train), !train.labels.isEmpty else { return nil }
        for summary in review.splits where summary.split != .train {
            let labels = Set(train.labels.keys).union(summary.labels.keys)
            let apart = labels.map { abs(train.share(of: $0) - summary.share(of: $0)) }.max() ?? 0
            // As few as these differ by chance: two standard deviations of a share, at its widest.
            let chance = (1 / Double(train.count) + 1 / Double(summary.count)).squareRoot()
            guard apart > max(0.15, chance) else { continue }
            let remedy =
                study.examples?.source.shares != nil && study.examples?.stratify == nil
                ? "; `examples.stratify: \(study.examples?.expected ?? "")` spreads them" : ""
            return "The answers of \(summary.split.rawValue) are not like those of train: a share is "
                + "\(Figures.fixed(apart, digits: 2)) apart\(remedy)"
        }
        return nil
    }

    private var overlap: String? {
        guard let first = review.overlaps.first else { return nil }
        let count = review.overlaps.count
        let words =
            "\(count) \(count == 1 ? "example stands" : "examples stand") in two splits under different IDs, such as "
            + Self.names(first)
        let contrary = review.overlaps.filter(\.isContrary)
        guard let one = contrary.first else { return words }
        return contrary.count == count
            ? words + ", with different answers"
            : words + "; \(contrary.count) of them with different answers, such as \(Self.names(one))"
    }

    private static func names(_ overlap: SplitOverlap) -> String {
        "'\(overlap.one.id)' of \(overlap.one.split.rawValue) and '\(overlap.other.id)' of \(overlap.other.split.rawValue)"
    }

    /// Clusters that several splits have a part of: what is found out about one part is known of the other.
    private var divided: String? {
        guard let first = review.dividedClusters.first else { return nil }
        let count = review.dividedClusters.count
        return "\(count) \(count == 1 ? "cluster stands" : "clusters stand") in several splits, such as "
            + "'\(first.one.cluster ?? "")' in \(first.one.split.rawValue) and \(first.other.split.rawValue): "
            + "a gain there says less of clusters that were never seen; a field or files that name the splits keep them apart"
    }

    /// What selection by train costs.
    private var wholeTrain: String? {
        guard let size = study.batch.size, let train = review.summary(of: .train), size < train.count,
            study.search.select == .train
        else { return nil }
        return
            "`search.select: train` runs each accepted candidate on all \(train.count) train examples, since scores of "
            + "minibatches do not compare; `validation` or `last` do without"
    }
}
