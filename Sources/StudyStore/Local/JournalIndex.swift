import FoundationEssentials
import StudyModel

/// The events of one writer's journal as a run remembers them, in one file: reading it takes a fraction of reading their commits.
///
/// It can be deleted at any time. The journal alone is the truth: an index that is damaged or of another version counts as none, and what
/// it has counts only where the journal goes on from there.
struct JournalIndex {
    /// Where so many events were read from their commits, the index is worth being written.
    static let leastNews = 256

    /// The version of the format and of what a summary holds: any other is not read.
    private static let heading = Array("hone journal index 2\n".utf8)

    private let path: String

    /// - Parameter folder: the run's own, with a slash at the end.
    init(of writer: WriterID, in folder: String) { path = "\(folder)index-\(writer)" }

    /// Returns the events from the first on, or none.
    func events() -> [RecordedEvent] {
        do {
            guard let bytes = try LocalFile.bytes(path), bytes.starts(with: Self.heading) else { return [] }
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
    func write(_ events: [RecordedEvent]) throws {
        var content: [UInt8] = []
        for event in events { try Self.append(event, to: &content) }
        var bytes = Self.heading
        Self.checksum(content[...]).write(to: &bytes)
        try LocalFile.replace(path, with: bytes + content)
    }

    private static func read(_ reader: inout ByteReader) throws -> [RecordedEvent] {
        let decoder = JSONDecoder()
        var events: [RecordedEvent] = []
        while !reader.isAtEnd {
            let id = try CommitID(from: &reader)
            if try Bool(from: &reader) {
                events.append(RecordedEvent(id: id, content: .step(try StepSummary(from: &reader))))
            } else {
                let json = Array(try String(from: &reader).utf8)
                events.append(
                    RecordedEvent(
                        id: id, content: .event(try EventFiles.read(event: json, decoder: decoder))))
            }
        }
        return events
    }

    private static func append(_ event: RecordedEvent, to bytes: inout [UInt8]) throws {
        guard let id = event.id else { preconditionFailure("what was read of a journal has an ID") }
        id.write(to: &bytes)
        switch event.content {
        case .step(let step):
            true.write(to: &bytes)
            step.write(to: &bytes)
        case .event(let event):
            false.write(to: &bytes)
            String(decoding: try EventFiles(event).event, as: UTF8.self).write(to: &bytes)
        }
    }

    /// FNV-1a: the file is renamed into its place and not synced, so a power cut may leave anything in it.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
