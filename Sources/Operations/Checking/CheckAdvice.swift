import Listings
import StudyModel
import Text

/// A choice that was left to its default and matters for a study, with what a published comparison found and the sweep that would find out here.
///
/// The comparison is arXiv 2603.23994 (v2, sections 4 to 6). Its figures are of its tasks: they say that a choice may decide, never which way.
package struct CheckAdvice: Hashable, Sendable {
    private static let source = "arXiv 2603.23994"
    /// As few as tell cells apart at all that differ by twice what seeds do.
    private static let seeds = 5

    /// The key of the study file.
    package let key: String
    package let words: String
    /// Compares the default with others.
    package let command: String

    private init(_ key: String, over values: [String], _ words: String) {
        self.key = key
        self.words = words
        command = "hone sweep -m \(key)=\(values.joined(separator: ",")) --seeds \(Self.seeds)"
    }

    func write(to line: inout ObjectWriter) {
        line.put("key", key)
        line.put("words", words)
        line.put("command", command)
    }

    /// All that apply.
    ///
    /// - Parameters:
    ///   - base: as it was judged.
    ///   - starts: branches that have other files than the base where the artifact's are.
    static func all(
        _ study: Study, _ settings: RecordedSettings, base: Evaluation, train: Int, starts: [String]
    ) -> [CheckAdvice] {
        let isOpen = { (key: String) in settings.byKey[key]?.origin == .default }
        let choices = [
            isOpen("artifact.base") ? start(among: starts) : nil,
            isOpen("evidence.horizon.steps") && study.evidence.show.contains(.trace)
                ? horizon(base) : nil,
            isOpen("batch.size") ? batch(base, by: study.objective, train: train) : nil,
        ]
        return study.proposer.isShownEvidence ? choices.compactMap { $0 } : []
    }

    // MARK: - Where a run begins

    private static func start(among branches: [String]) -> CheckAdvice? {
        // Of many branches none is a start.
        guard (1...3).contains(branches.count) else { return nil }
        let names = branches.map { "'\($0)'" }.joined(separator: ", ")
        return CheckAdvice(
            "artifact.base", over: ["HEAD"] + branches,
            "`artifact.base` is the checked out commit, and \(names) \(branches.count == 1 ? "has" : "have") other files to begin with. "
                + "In \(source) a pipeline that began as one function ended better than one of several on one table (RMSE 0.135 against 0.147), "
                + "and behind it on another (best accuracy 80.00% against 80.43%)")
    }

    // MARK: - How much of a trace is shown

    /// Where most steps bring nothing, what is shown of a trace decides what the outcome is laid to.
    private static func horizon(_ base: Evaluation) -> CheckAdvice? {
        let names = Set(base.trials.compactMap(\.trace))
        let traces = base.attachments.filter { names.contains($0.path) }.map { rewards($0.bytes) }
        let all = traces.flatMap { $0 }
        let paid = all.count { $0 != 0 }
        guard let longest = traces.map(\.count).max(), longest > 1, paid > 0, paid * 10 < all.count else {
            return nil
        }
        return CheckAdvice(
            "evidence.horizon.steps", over: ["1"] + (longest > 100 ? ["100"] : []) + ["all"],
            "`evidence.horizon.steps` is all, and only \(paid) of \(all.count) steps of the base's traces have a reward. "
                + "In \(source) whole rollouts ended higher in four of eight Atari games (Pong 12.0 against 5.8) and single steps in the other four "
                + "(Enduro 104.0 against 71.8)")
    }

    /// What a trace's steps say they brought; of a trace that says none, nothing.
    private static func rewards(_ bytes: [UInt8]) -> [Double] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { JSONReader.read($0)?["reward"]?.number }
    }

    // MARK: - How many examples a step has

    /// Where the base is as good on all examples, one tells what all do.
    private static func batch(_ base: Evaluation, by objective: Objective, train: Int) -> CheckAdvice? {
        let byExample = Dictionary(grouping: base.trials.filter { $0.example != nil }, by: \.example)
        let scores = byExample.values.compactMap { trials -> Double? in
            let values = trials.compactMap { $0.metrics[objective.metric] }
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        let sizes = [1, 3, 5].filter { $0 < train }
        guard let least = scores.min(), let most = scores.max(), least < most, !sizes.isEmpty else {
            return nil
        }
        return CheckAdvice(
            "batch.size", over: sizes.map(String.init) + ["all"],
            "`batch.size` is all, and the examples disagree: the base has \(Figures.value(least)) to \(Figures.value(most)) on them. "
                + "In \(source), of eight tasks with 15 updates and 3 runs each, batches of 1, 3 and 5 were best on three, three and two"
        )
    }
}

extension ProposerSettings {
    /// Whether it reads evidence, so that it matters what that holds, and can be asked again and again.
    fileprivate var isShownEvidence: Bool {
        switch self {
        case .chat, .agent: true
        default: false
        }
    }
}
