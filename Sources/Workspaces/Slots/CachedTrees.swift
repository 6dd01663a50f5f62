/// Where an index's `TREE` extension keeps the IDs of the trees that its folders make.
///
/// git in a slot compares an index with a commit folder by folder while they are there, else file by file.
struct CachedTrees {
    /// No path has more folders.
    private static let deepest = 2048

    private let bytes: UnsafeRawBufferPointer
    private var rest: Range<Int>
    /// Where the ID of each folder's tree stands, by path; the root's is empty. Folders whose tree git would have to make are not there.
    private(set) var places: [String: Int] = [:]

    /// Reads the extension's content; nil where it is not well formed.
    init?(_ bytes: UnsafeRawBufferPointer, at content: Range<Int>) {
        self.bytes = bytes
        rest = content
        guard take(below: nil, depth: 0), rest.isEmpty else { return nil }
    }

    /// Takes a folder and those below it: its name, how many entries and folders it has, and the ID if it has entries.
    private mutating func take(below parent: String?, depth: Int) -> Bool {
        guard depth < Self.deepest, let name = text(to: 0),
            let entries = text(to: UInt8(ascii: " ")).flatMap({ Int($0) }),
            let folders = text(to: UInt8(ascii: "\n")).flatMap({ Int($0) })
        else { return false }
        let path = parent.map { $0.isEmpty ? name : "\($0)/\(name)" } ?? ""
        if entries >= 0 {
            // Two of one path have names that are not UTF-8.
            guard rest.count >= 20, places.updateValue(rest.lowerBound, forKey: path) == nil else {
                return false
            }
            rest = rest.lowerBound + 20..<rest.upperBound
        }
        for _ in 0..<max(0, folders) {
            guard take(below: path, depth: depth + 1) else { return false }
        }
        return true
    }

    private mutating func text(to end: UInt8) -> String? {
        guard let stop = bytes[rest].firstIndex(of: end) else { return nil }
        defer { rest = stop + 1..<rest.upperBound }
        return String(decoding: bytes[rest.lowerBound..<stop], as: UTF8.self)
    }
}
