import StudyModel
import Text

/// An event as `event.json` holds it: what every event says, and then what its kind does.
struct EventDocument {
    let event: Event
    let place: EventPlace

    /// Returns the document's bytes; `currency` is what the run counts money in.
    func bytes(currency: String) -> [UInt8] {
        let part = event.part
        return ObjectWriter.line(currency: currency) { line in
            line.put("version", part.version)
            line.put("kind", part.kind)
            line.put("optional", part.isOptional ? true : nil)
            line.put("writer", place.writer)
            line.put("clock", place.clock)
            line.put(
                "saw", byName: Dictionary(place.saw.map { ($0.key.text, $0.value) }) { first, _ in first })
            line.put("at", Moment(part.record.recordedAt))
            part.record.write(to: &line)
        }
    }

    /// Reads a document; one of a kind or a version that is not known is an unknown event.
    init(_ bytes: [UInt8]) throws(FormatError) {
        let fields = try Fields(bytes)
        let version: Int = try fields.value("version")
        let kind: String = try fields.value("kind")
        place = try EventPlace(fields)
        if version <= EventPart.currentVersion, let read = Event.kinds[kind] {
            event = try read(fields)
        } else {
            event = .unknown(try UnknownRecord(fields))
        }
    }

    init(_ event: Event, at place: EventPlace) {
        self.event = event
        self.place = place
    }
}

extension EventPlace {
    fileprivate init(_ fields: Fields) throws(FormatError) {
        var saw: [WriterID: CommitID] = [:]
        for (name, head) in try fields.byName("saw") as [String: CommitID] {
            guard let writer = WriterID(text: name) else {
                throw FormatError(reason: "'saw' names no writer with '\(name)'")
            }
            saw[writer] = head
        }
        self.init(writer: try fields.value("writer"), clock: try fields.value("clock"), saw: saw)
    }
}
