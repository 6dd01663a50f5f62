import Platform
import StudyModel
import Text

/// The events of one writer's journal as a run remembers them, in one file: reading it takes a fraction of reading their commits.
///
/// It can be deleted at any time. The journal alone is the truth: an index that is damaged or of another version counts as none, and what
/// it has counts only where the journal goes on from there.
struct JournalIndex {
    /// Where so many events were read from their commits, the index is worth being written.
    static let leastNews = 256

    /// Tells the version of the format, and of what a summary holds: any other is not read.
    private static let heading = Array(
        "hone journal index \(EventPart.currentVersion) \(Digest(StepSummary.layout.utf8).text)\n".utf8)

    private let path: String

    /// - Parameter folder: the run's own, with a slash at the end.
    init(of writer: WriterID, in folder: String) { path = "\(folder)index-\(writer)" }

    /// Returns the events from the first on, or none.
    func events() -> [RecordedEvent] {
        do {
            guard let bytes = try HostFile.bytes(path), bytes.starts(with: Self.heading) else { return [] }
            var reader = ByteReader(bytes, from: Self.heading.count)
            let checksum = try UInt64(from: &reader)
            guard checksum == Self.checksum(reader.rest) else { return [] }
            return try Self.read(&reader)
        } catch {
            // Whatever is wrong with it, the journal has everything.
            return []
        }
    }

    /// Writes the events of the whole journal, as far as it goes now, in place of what the file has.
    func write(_ events: [RecordedEvent], of study: Study, access: FileAccess) throws {
        var content: [UInt8] = []
        for event in events { Self.append(event, of: study, to: &content) }
        var bytes = Self.heading
        Self.checksum(content[...]).write(to: &bytes)
        try HostFile.makeFolder(HostFile.folder(of: path), access: access)
        try HostFile.replace(path, with: bytes + content, access: access)
    }

    private static func read(_ reader: inout ByteReader) throws -> [RecordedEvent] {
        var events: [RecordedEvent] = []
        while !reader.isAtEnd {
            let id = try CommitID(from: &reader)
            if try Bool(from: &reader) {
                let place = try EventPlace(from: &reader)
                events.append(
                    RecordedEvent(id: id, content: .step(try StepSummary(from: &reader)), place: place))
            } else {
                let document = try EventDocument(Array(try String(from: &reader).utf8))
                events.append(RecordedEvent(id: id, content: .event(document.event), place: document.place))
            }
        }
        return events
    }

    private static func append(_ event: RecordedEvent, of study: Study, to bytes: inout [UInt8]) {
        guard let id = event.id, let place = event.place else {
            preconditionFailure("what was read of a journal has an ID and a place")
        }
        id.write(to: &bytes)
        switch event.content {
        case .step(let step):
            true.write(to: &bytes)
            place.write(to: &bytes)
            step.write(to: &bytes)
        case .event(let event):
            false.write(to: &bytes)
            String(decoding: EventFiles(event, at: place, of: study).event, as: UTF8.self).write(to: &bytes)
        }
    }

    /// FNV-1a: the file is renamed into its place and not synced, so a power cut may leave anything in it.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
