import Clibgit2
import ObjectIDs

/// A ref's move and the objects that it needs and no pack has yet, as a write-ahead log keeps them.
///
/// In this order, numbers big-endian: `hone-log` and the version's byte 1; how many bytes follow the checksum (4 bytes); their
/// CRC-32 (4); the ref's value before and after (20 each); then each object as a byte that names its kind as packs do, its size
/// (4) and its content.
package struct LogFrame: Sendable {
    let from: ObjectID
    let to: ObjectID
    let objects: [StagingArea.Object]

    static let mark = Array("hone-log".utf8)
    private static let version: UInt8 = 1
    private static let headerSize = 17
    private static let objectHeaderSize = 5

    private var bodySize: Int { objects.reduce(40) { $0 + Self.objectHeaderSize + $1.bytes.count } }

    /// How many bytes it has.
    var size: Int { Self.headerSize + bodySize }

    /// The frame as it is written.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        let size = bodySize
        bytes.reserveCapacity(Self.headerSize + size)
        bytes += Self.mark
        bytes.append(Self.version)
        bytes.append(bigEndian: UInt32(size))
        bytes.append(bigEndian: 0)
        bytes += from.bytes
        bytes += to.bytes
        for object in objects {
            bytes.append(PackEntry.Kind(object.kind).rawValue)
            bytes.append(bigEndian: UInt32(object.bytes.count))
            bytes += object.bytes
        }
        let checksum = Compression.checksum(bytes[Self.headerSize...])
        withUnsafeBytes(of: checksum.bigEndian) {
            bytes.replaceSubrange(Self.headerSize - 4..<Self.headerSize, with: $0)
        }
        return bytes
    }

    /// Reads the frame at the beginning of `bytes` and tells how long it is; nil where there is none, or not all of it.
    ///
    /// Throws `.unsupportedFormat` for one of a newer program.
    static func read(_ bytes: ArraySlice<UInt8>) throws(GitError) -> (frame: LogFrame, size: Int)? {
        guard bytes.count > headerSize, bytes.starts(with: mark) else { return nil }
        let start = bytes.startIndex
        guard bytes[start + mark.count] == version else {
            throw GitError(
                "read the log of steps", .unsupportedFormat("log version \(bytes[start + mark.count])"),
                "a newer hone has written it")
        }
        let size = bytes.number(at: start + mark.count + 1)
        let end = start + headerSize + size
        guard end <= bytes.endIndex, size >= 40 else { return nil }
        let body = bytes[start + headerSize..<end]
        guard bytes.number(at: start + headerSize - 4) == Int(Compression.checksum(body)),
            let objects = objects(of: body.dropFirst(40))
        else { return nil }
        let names = body.withUnsafeBytes {
            (ObjectID(sha1: $0), ObjectID(sha1: UnsafeRawBufferPointer(rebasing: $0[20...])))
        }
        return (LogFrame(from: names.0, to: names.1, objects: objects), headerSize + size)
    }

    private static func objects(of bytes: ArraySlice<UInt8>) -> [StagingArea.Object]? {
        var objects: [StagingArea.Object] = []
        var rest = bytes
        while let first = rest.first {
            guard rest.count >= objectHeaderSize, let kind = PackEntry.Kind(rawValue: first)?.whole else {
                return nil
            }
            let size = rest.number(at: rest.startIndex + 1)
            rest = rest.dropFirst(objectHeaderSize)
            guard rest.count >= size else { return nil }
            objects.append(StagingArea.Object(kind: kind, bytes: Array(rest.prefix(size))))
            rest = rest.dropFirst(size)
        }
        return objects
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: UInt32) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func number(at start: Int) -> Int { self[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
}
