import Foundation
import ObjectIDs
import StudyModel
import TestSupport

@testable import Git
@testable import Workspaces

/// What lies in a repository: logs of steps, indexes of slots, object names.
let gitSurfaces: [Surface] = [
    Surface("log of steps", bytes: [frame, frame + frame]) { bytes in
        var rest = bytes[...]
        while let (frame, size) = try LogFrame.read(rest) {
            _ = frame.bytes
            rest = rest.dropFirst(size)
        }
        // A frame whose checksum is right all the same.
        guard bytes.count > 57 else { return }
        var forged = Array("hone-log".utf8) + [1]
        withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { forged += $0 }
        withUnsafeBytes(of: Compression.checksum(bytes[...]).bigEndian) { forged += $0 }
        _ = try LogFrame.read((forged + bytes)[...])
    },
    Surface("index of a slot", bytes: [index]) { bytes in
        bytes.withUnsafeBytes { raw in
            guard let index = IndexBytes(raw),
                let end = index.visitEntries({ _, name in _ = index.text(name) })
            else { return }
            for (_, content) in index.extensions(from: end) ?? [] { _ = CachedTrees(raw, at: content) }
            _ = CachedTrees(raw, at: 0..<raw.count)
        }
    },
    Surface(
        "names", seeds: ["1111111111111111111111111111111111111111", "sum-1:3@000b85c1", "000b85c1", "ab"]
    ) { text in
        _ = (ObjectID(hex: text), CommitID(text: text), WriterID(text: text), RunName(text: text))
        _ = LineageName(text: text)
    },
]

private let frame = LogFrame(
    from: ObjectID(hex: String(repeating: "1", count: 40))!,
    to: ObjectID(hex: String(repeating: "2", count: 40))!,
    objects: [.init(kind: .blob, bytes: [1, 2, 3]), .init(kind: .tree, bytes: [])]
).bytes

/// An index as git writes it, with cached trees.
private let index: [UInt8] = {
    do {
        let repository = try TemporaryRepository()
        _ = try repository.commit("Begin", files: ["a/b/c": "x", "a/d": "y", "e": "z"])
        _ = try repository.git("read-tree", "HEAD")
        return Array(try Data(contentsOf: URL(filePath: repository.path + "/.git/index")))
    } catch { return [] }
}()
