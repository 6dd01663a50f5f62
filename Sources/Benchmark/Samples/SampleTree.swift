/// A repository's worth of made-up files, spread over folders of fifty.
struct SampleTree {
    let files: Int
    /// The size of each file, in bytes.
    let size: Int

    func path(_ index: Int) -> String { "lib/part-\(index / 1000)/unit-\(index / 50 % 20)/file-\(index).txt" }

    /// Makes one commit of it on `main`, through `git fast-import`.
    func commit(to repository: GitRepository, beside more: [String: [UInt8]] = [:]) throws {
        var stream = Array(
            "commit refs/heads/main\ncommitter Bench <b@example.com> 1700000000 +0000\ndata 5\nBegin\n".utf8)
        func add(_ path: String, _ bytes: [UInt8]) {
            stream += Array("M 100644 inline \(path)\ndata \(bytes.count)\n".utf8) + bytes + [10]
        }
        for (path, bytes) in more { add(path, bytes) }
        var text = SampleText(seed: 1)
        for index in 0..<files { add(path(index), text.next(size)) }
        try repository.git("fast-import", "--quiet", input: stream)
    }
}

/// Lines of made-up words, which compress about as source code does.
struct SampleText {
    private static let words = (0..<512).map { Array("word\($0 &* 7919 % 100_003) ".utf8) }
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(_ size: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 16)
        while bytes.count < size {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            bytes += Self.words[Int(state >> 33 % 512)]
            if state % 8 == 0 { bytes.append(10) }
        }
        bytes.removeLast(bytes.count - size)
        bytes[size - 1] = 10
        return bytes
    }
}
