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
            unit: try fields.value("unit"), reference: try fields.optional("reference") ?? 0,
            isRatio: percent != nil)
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

extension RecordedGain {
    /// Writes what people ask of a gain: over whom, how much of it, and how sure.
    package func writeShort(to line: inout ObjectWriter) {
        line.put("over", over)
        line.put("source", source)
        line.put("metric", metric)
        line.put("estimate", comparison.gain)
        line.put("percent", percent(comparison.gain))
        if let low = comparison.low.flatMap(percent),
            let high = comparison.high.flatMap(percent)
        {
            line.put("interval_percent", each: [low, high])
        }
        line.put("n", comparison.n)
    }
}
