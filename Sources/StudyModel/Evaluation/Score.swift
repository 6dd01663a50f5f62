/// The objective's value of one candidate, with the sample that it is a figure of and who found it.
///
/// It has no arithmetic: how much better one is than another is asked of `RunView.gain(of:over:)`, and of `Objective` below that, which
/// answers for scores of one sample alone.
package struct Score: Hashable, Sendable {
    /// In the evaluator's own unit.
    package let value: Double
    /// What it was measured on.
    package let sample: Sample
    /// The evaluator that gave it; `nil` for what a program outside reported and nobody measured here.
    package let evaluator: EvaluatorTag?

    package init(_ value: Double, on sample: Sample, by evaluator: EvaluatorTag?) {
        self.value = value
        self.sample = sample
        self.evaluator = evaluator
    }

    /// Whether a program outside reported it, and nobody measured it here.
    package var isReported: Bool { evaluator == nil }

    /// Tells whether it may be put beside another score: both are of the same examples, by the same evaluator.
    package func isAlike(_ other: Score) -> Bool {
        sample.isSame(as: other.sample) && evaluator == other.evaluator
    }
}

/// Tells the evaluators of a run apart in eight bytes: the FNV-1a hash of an identity's text (Fowler, Noll and Vo).
package struct EvaluatorTag: Hashable, Sendable {
    private let hash: UInt64

    package init(_ identity: String) {
        hash = identity.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}

extension Sample {
    /// Tells whether figures of the two may be put side by side: they are of the same examples.
    ///
    /// Repeats and sittings say how sure a figure is, not what it is of.
    package func isSame(as other: Sample) -> Bool { split == other.split && examples == other.examples }
}

extension RecordedEvaluation {
    /// The objective's value with its sample; `nil` where there is no score.
    package func score(_ objective: Objective) -> Score? {
        evaluation.score(objective).map {
            Score($0, on: sample, by: source == .reported ? nil : EvaluatorTag(evaluator))
        }
    }
}

extension Sample: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            split: try .init(from: &reader), examples: try .init(from: &reader),
            repeats: try .init(from: &reader), sitting: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        split.write(to: &bytes)
        examples.write(to: &bytes)
        repeats.write(to: &bytes)
        sitting.write(to: &bytes)
    }
}

extension ExampleSet: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            digest: try .init(from: &reader), used: try .init(from: &reader), all: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        digest.write(to: &bytes)
        used.write(to: &bytes)
        all.write(to: &bytes)
    }
}

extension Score: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(try .init(from: &reader), on: try .init(from: &reader), by: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        value.write(to: &bytes)
        sample.write(to: &bytes)
        evaluator.write(to: &bytes)
    }
}

extension EvaluatorTag: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        hash = try UInt64(from: &reader)
    }

    package func write(to bytes: inout [UInt8]) { hash.write(to: &bytes) }
}

extension Split: ByteCodable {}
