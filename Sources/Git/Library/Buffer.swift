import Clibgit2

/// The owner of bytes that libgit2 has allocated.
struct Buffer: ~Copyable {
    var raw = git_buf()

    var string: String {
        guard let start = raw.ptr else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: raw.size), as: UTF8.self)
    }

    deinit {
        var raw = raw
        git_buf_dispose(&raw)
    }
}
