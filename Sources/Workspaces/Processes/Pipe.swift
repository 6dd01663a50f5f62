import Glibc
import Platform

/// A pipe whose ends are closed when it is gone, unless they were given away.
struct Pipe: ~Copyable {
    let reading: Int32
    private(set) var writing: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw FileError("make", "a pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }

    /// Gives the writing end to a caller, who closes it.
    mutating func takeWriting() -> Int32 {
        defer { writing = -1 }
        return writing
    }

    deinit {
        close(reading)
        if writing >= 0 { close(writing) }
    }
}
