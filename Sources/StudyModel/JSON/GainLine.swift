import Text

extension ObjectWriter {
    /// Writes the gains of an event.
    package mutating func put(_ gains: [RecordedGain]) { objects("gains", gains) { $0.write(to: &$1) } }
}

extension Fields {
    /// Reads the gains of an event.
    package func gains() throws(FormatError) -> [RecordedGain] {
        var gains: [RecordedGain] = []
        for fields in try objects("gains") { gains.append(try RecordedGain(fields)) }
        return gains
    }
}

extension RecordedGain {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        let bounds: [Double] = try fields.list("interval")
        let isInterval = bounds.count == 2
        let percent: Double? = try fields.optional("percent")
        let comparison = Comparison(
            test: try fields.value("test"), gain: try fields.value("estimate"),
            low: try isInterval ? bounds[0] : fields.optional("low"), high: isInterval ? bounds[1] : nil,
            p: try fields.optional("p"), n: try fields.value("n"),
            unit: try fields.value("unit"), reference: try fields.optional("reference") ?? 0)
        self.init(
            of: try fields.value("of"), over: try fields.value("over"), source: try fields.value("source"),
            sitting: try fields.optional("sitting"), metric: try fields.value("metric"),
            comparison: comparison, confidence: try fields.optional("confidence") ?? 0,
            looks: try fields.optional("looks") ?? 1,
            scale: percent == nil ? .absolute : .percent)
    }

    /// Writes all of a gain.
    package func write(to line: inout ObjectWriter) {
        line.put("of", of)
        line.put("over", over)
        line.put("source", source)
        line.put("sitting", sitting)
        line.put("metric", metric)
        line.put("estimate", comparison.gain)
        line.put(bounds: comparison)
        line.put("confidence", confidence)
        line.put("percent", percent(comparison.gain))
        line.put("reference", comparison.reference)
        line.put("p", comparison.p)
        line.put("n", comparison.n)
        line.put("unit", comparison.unit)
        line.put("test", comparison.test)
        line.put("looks", looks)
    }
}

extension ObjectWriter {
    /// Writes where a gain lies: between two bounds, or above one.
    mutating func put(bounds comparison: Comparison) {
        guard let low = comparison.low, low.isFinite else { return }
        if let high = comparison.high, high.isFinite {
            put("interval", each: [low, high])
        } else {
            put("low", low)
        }
    }
}

/// A gain as notes have it.
package struct NotedGain: Hashable, Sendable {
    private let gain: RecordedGain
    private let sample: Sample?
    private let isConfirmed: Bool?
    private let obstacle: String?
    private let isAtAcceptance: Bool

    /// - Parameters:
    ///   - sample: what both were measured on; `nil` where they were not measured on one.
    ///   - isConfirmed: whether it bears the claim that was asked of it; `nil` where none was.
    ///   - obstacle: why its examples could bear no claim, whatever came of them.
    ///   - isAtAcceptance: whether its figures are those that accepted a candidate, and so flatter it.
    package init(
        _ gain: RecordedGain, on sample: Sample?, isConfirmed: Bool? = nil, obstacle: String? = nil,
        isAtAcceptance: Bool = false
    ) {
        self.gain = gain
        self.sample = sample
        self.isConfirmed = isConfirmed
        self.obstacle = obstacle
        self.isAtAcceptance = isAtAcceptance || gain.source == .atAcceptance
    }

    init(_ known: KnownGain, of candidate: CommitID, over other: CommitID, metric: String) {
        self.init(
            RecordedGain(
                of: candidate, over: other, source: known.source, sitting: known.sample?.sitting,
                metric: metric, comparison: known.comparison, confidence: known.confidence,
                scale: known.scale),
            on: known.sample, isConfirmed: known.isConfirmed,
            obstacle: known.whyNone, isAtAcceptance: known.isAtAcceptance)
    }

    /// Whether both are of one metric over one candidate, so that the later takes the place of the other.
    func isSame(as other: NotedGain) -> Bool {
        gain.over == other.gain.over && gain.metric == other.gain.metric
    }

    /// The same of a gain that is written in a note.
    package func isSame(as fields: [String: JSONValue]) -> Bool {
        fields["over"]?.string == gain.over.text && fields["metric"]?.string == gain.metric
    }

    /// Writes what people ask of a gain: over whom, how much of it, how sure, and of which examples, in what unit and by which test.
    package func write(to line: inout ObjectWriter) {
        line.put("over", gain.over)
        line.put("source", gain.source.told(isConfirmed: isConfirmed))
        line.put("confirmed", isConfirmed)
        line.put("obstacle", obstacle)
        line.put("at_acceptance", isAtAcceptance ? true : nil)
        line.put("metric", gain.metric)
        line.put("estimate", gain.comparison.gain)
        line.put("percent", gain.percent(gain.comparison.gain))
        if let low = gain.comparison.low.flatMap(gain.percent),
            let high = gain.comparison.high.flatMap(gain.percent)
        {
            line.put("interval_percent", each: [low, high])
            line.put("confidence", gain.confidence)
        } else if gain.comparison.low != nil {
            line.put(bounds: gain.comparison)
            line.put("confidence", gain.confidence)
        }
        line.put("p", gain.comparison.p)
        line.put("n", gain.comparison.n)
        line.put("unit", gain.comparison.unit)
        line.put("test", gain.comparison.test)
        if let sample { line.put(examplesOf: sample) }
    }
}
