extension StepSummary: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            step: try .init(from: &reader), round: try .init(from: &reader),
            turn: try .init(from: &reader), turnLineage: try .init(from: &reader),
            parents: try .init(from: &reader), mends: try .init(from: &reader),
            start: try .init(from: &reader),
            candidate: try .init(from: &reader),
            tree: try .init(from: &reader), patch: try .init(from: &reader),
            returns: try .init(from: &reader), size: try .init(from: &reader),
            outcome: try .init(from: &reader),
            reason: try .init(from: &reader), verdict: try .init(from: &reader),
            why: try .init(from: &reader), moves: try .init(from: &reader),
            scores: try .init(from: &reader), gain: try .init(from: &reader),
            others: try .init(from: &reader), furtherRuns: try .init(from: &reader),
            summary: try .init(from: &reader),
            proposer: try .init(from: &reader), edit: try .init(from: &reader),
            usage: try .init(from: &reader), calls: try .init(from: &reader),
            commandRuns: try .init(from: &reader), cached: try .init(from: &reader),
            wallSeconds: try .init(from: &reader),
            recordedAt: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        step.write(to: &bytes)
        round.write(to: &bytes)
        turn.write(to: &bytes)
        turnLineage.write(to: &bytes)
        parents.write(to: &bytes)
        mends.write(to: &bytes)
        start.write(to: &bytes)
        candidate.write(to: &bytes)
        tree.write(to: &bytes)
        patch.write(to: &bytes)
        returns.write(to: &bytes)
        size.write(to: &bytes)
        outcome.write(to: &bytes)
        reason.write(to: &bytes)
        verdict.write(to: &bytes)
        why.write(to: &bytes)
        moves.write(to: &bytes)
        scores.write(to: &bytes)
        gain.write(to: &bytes)
        others.write(to: &bytes)
        furtherRuns.write(to: &bytes)
        summary.write(to: &bytes)
        proposer.write(to: &bytes)
        edit.write(to: &bytes)
        usage.write(to: &bytes)
        calls.write(to: &bytes)
        commandRuns.write(to: &bytes)
        cached.write(to: &bytes)
        wallSeconds.write(to: &bytes)
        recordedAt.write(to: &bytes)
    }
}

extension StepSummary {
    /// The names and types of all that a summary's bytes hold: those of another layout cannot be read.
    package static let layout =
        CommitID(text: String(repeating: "0", count: 40)).map {
            Layout.description(of: example($0))
        } ?? ""

    /// A summary in which every value that may be missing is there.
    private static func example(_ id: CommitID) -> StepSummary {
        let comparison = Comparison(test: "", gain: 0, low: 0, high: 0, p: 0, n: 0, reference: 0)
        let objective = Objective(direction: .minimize)
        let gain = RecordedGain(
            of: id, over: id, source: .paired, sitting: "", metric: "", comparison: comparison, confidence: 0)
        let sample = Sample(examples: ExampleSet(digest: "", used: 0, all: 0), sitting: "")
        let metric = MetricSummary(value: 0, direction: .minimize, n: 0, sd: 0)
        let evaluation = RecordedEvaluation(
            of: id, evaluator: "", sample: sample,
            Evaluation(outcome: .scored, metrics: [objective.metric: metric]))
        var record =
            StepRecord(
                step: StepID(number: 0, writer: WriterID(0)), lineage: .first,
                parents: Parents(id, [id]), candidate: id,
                tree: TreeID(id.name), outcome: .scored, reason: "", verdict: .accepted, why: "",
                moves: [LineageMove(.first, .ended(why: ""))], gains: [gain], summary: "", proposer: "",
                edit: "", evaluations: [evaluation],
                calls: ModelCalls(model: "", count: 0, seconds: 0, without: [""]),
                mends: StepID(number: 0, writer: WriterID(0)))
        record.start = id
        record.patch = ""
        record.size = ChangeSize(lines: 0, files: 0)
        record.returns = [ReturnedLines(step: record.step, count: 0, first: "")]
        return StepSummary(record, objectives: [objective, objective])
    }
}

/// What a value is made of, in words.
private enum Layout {
    static func description(of value: Any) -> String {
        let parts = Mirror(reflecting: value).children.map {
            "\($0.label ?? ""):\(description(of: $0.value))"
        }
        return "\(type(of: value))(\(parts.joined(separator: ",")))"
    }
}

extension RawRepresentable<String> where Self: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        guard let value = Self(rawValue: try String(from: &reader)) else { throw ByteReader.Damaged() }
        self = value
    }

    package func write(to bytes: inout [UInt8]) { rawValue.write(to: &bytes) }
}

extension Parents: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(try .init(from: &reader), try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        first.write(to: &bytes)
        others.write(to: &bytes)
    }
}

extension LineageMove: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        let lineage = try LineageName(from: &reader)
        switch try Int(from: &reader) {
        case 0: self.init(lineage, .born(at: try .init(from: &reader)))
        case 1: self.init(lineage, .advanced(to: try .init(from: &reader)))
        case 2: self.init(lineage, .ended(why: try .init(from: &reader)))
        default: throw ByteReader.Damaged()
        }
    }

    package func write(to bytes: inout [UInt8]) {
        lineage.write(to: &bytes)
        switch change {
        case .born(let origin):
            0.write(to: &bytes)
            origin.write(to: &bytes)
        case .advanced(let head):
            1.write(to: &bytes)
            head.write(to: &bytes)
        case .ended(let why):
            2.write(to: &bytes)
            why.write(to: &bytes)
        }
    }
}

extension StepFigures: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(scores: try .init(from: &reader), gain: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        scores.write(to: &bytes)
        gain.write(to: &bytes)
    }
}

extension StepGain: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            over: try .init(from: &reader), source: try .init(from: &reader),
            sitting: try .init(from: &reader), comparison: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        over.write(to: &bytes)
        source.write(to: &bytes)
        sitting.write(to: &bytes)
        comparison.write(to: &bytes)
    }
}

extension ReturnedLines: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            step: try .init(from: &reader), count: try .init(from: &reader), first: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        step.write(to: &bytes)
        count.write(to: &bytes)
        first.write(to: &bytes)
    }
}

extension Comparison: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            test: try .init(from: &reader), gain: try .init(from: &reader), low: try .init(from: &reader),
            high: try .init(from: &reader), p: try .init(from: &reader), n: try .init(from: &reader),
            unit: try .init(from: &reader),
            reference: try .init(from: &reader), isRatio: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        test.write(to: &bytes)
        gain.write(to: &bytes)
        low.write(to: &bytes)
        high.write(to: &bytes)
        p.write(to: &bytes)
        n.write(to: &bytes)
        unit.write(to: &bytes)
        reference.write(to: &bytes)
        isRatio.write(to: &bytes)
    }
}

extension Usage: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            tokensIn: try .init(from: &reader), tokensOut: try .init(from: &reader),
            cost: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        tokensIn.write(to: &bytes)
        tokensOut.write(to: &bytes)
        cost.write(to: &bytes)
    }
}

extension ModelCalls: ByteCodable {
    package init(from reader: inout ByteReader) throws(ByteReader.Damaged) {
        self.init(
            model: try .init(from: &reader), count: try .init(from: &reader),
            seconds: try .init(from: &reader), isEstimated: try .init(from: &reader),
            without: try .init(from: &reader))
    }

    package func write(to bytes: inout [UInt8]) {
        model.write(to: &bytes)
        count.write(to: &bytes)
        seconds.write(to: &bytes)
        isEstimated.write(to: &bytes)
        without.write(to: &bytes)
    }
}
