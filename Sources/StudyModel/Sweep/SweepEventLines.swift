import Text

/// `event.json`: what happened to a sweep, as its journal has it.
extension SweepEvent {
    /// Reads a document.
    package init(_ fields: Fields) throws(FormatError) {
        self.init(try Kind(fields), recordedAt: try fields.recordedAt)
    }

    /// The document, with a newline at its end.
    package var line: [UInt8] {
        ObjectWriter.line { line in
            line.put("version", SweepRecord.currentVersion)
            line.put("event", kind.name)
            kind.write(to: &line)
            line.put("at", Moment(recordedAt))
        }
    }
}

extension SweepEvent.Kind {
    package var name: String {
        switch self {
        case .failed: "failed"
        case .dropped: "dropped"
        case .added: "added seeds"
        case .limited: "limited"
        case .ended: "ended"
        case .unknown(let name): name
        }
    }

    fileprivate init(_ fields: Fields) throws(FormatError) {
        let name: String = try fields.value("event")
        switch name {
        case "failed":
            self = .failed(
                cell: try fields.value("cell"), seed: try fields.value("seed"),
                reason: try fields.value("reason"))
        case "dropped": self = .dropped(try SweepDrop(fields))
        case "added seeds":
            self = .added(
                SweepAddition(
                    cells: try fields.list("cells"), means: try fields.list("means"),
                    seeds: try fields.list("seeds")))
        case "limited": self = .limited(seeds: try fields.value("seeds"))
        case "ended": self = .ended
        default: self = .unknown(name)
        }
    }

    fileprivate func write(to line: inout ObjectWriter) {
        switch self {
        case .failed(let cell, let seed, let reason):
            line.put("cell", cell)
            line.put("seed", seed)
            line.put("reason", reason)
        case .dropped(let drop): drop.write(to: &line)
        case .added(let addition):
            line.put("cells", each: addition.cells)
            line.put("means", each: addition.means)
            line.put("seeds", each: addition.seeds)
        case .limited(let seeds): line.put("seeds", seeds)
        case .ended, .unknown: break
        }
    }
}

extension SweepDrop {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        self.init(
            cell: try fields.value("cell"), seeds: try fields.value("seeds"),
            leader: try fields.value("leader"), n: try fields.value("n"),
            estimate: try fields.value("estimate"), p: try fields.value("p"),
            level: try fields.value("level"))
    }

    fileprivate func write(to line: inout ObjectWriter) {
        line.put("cell", cell)
        line.put("seeds", seeds)
        line.put("leader", leader)
        line.put("n", n)
        line.put("estimate", estimate)
        line.put("p", p)
        line.put("level", level)
    }
}
