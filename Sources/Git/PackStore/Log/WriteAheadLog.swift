import Glibc
import ObjectIDs
import Platform
import Synchronization

/// A file that says durably where a ref is to go and what objects that needs, before there is a pack or the ref has moved.
///
/// Its blocks are there from the beginning, so a frame costs one wait for its own bytes: no file is made, none gets longer, no
/// folder changes. Each frame begins where the one before it leaves the ref. Frames stay until the log begins anew, which must
/// wait until the ref's own value is on the disk; whoever finds the ref behind goes on with the frame that begins there.
package final class WriteAheadLog: Sendable {
    /// In bytes; what does not fit has to go into a pack at once.
    package static let capacity = 1 << 20

    private let path: String
    private let descriptor: Int32
    private let position = Mutex(Position())

    private struct Position {
        var end = 0
        var tip: ObjectID?
        var isFull = false
    }

    /// Opens the log to write it, from its beginning; makes the file where there is none.
    package init(path: String, access: FileAccess) throws(GitError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, access.file)
        guard descriptor >= 0 else { throw GitError(systemCall: "open the log of steps", path: path) }
        self.path = path
        self.descriptor = descriptor
        try SmallFile.of { () throws(FileError) in try access.settle(descriptor, path) }
        if SmallFile.size(path) != Self.capacity {
            try write([UInt8](repeating: 0, count: Self.capacity), at: 0)
            guard ftruncate(descriptor, off_t(Self.capacity)) == 0 else { throw failure("write") }
        }
        // Also one that a process made that was killed before it came to this.
        guard fsync(descriptor) == 0 else { throw failure("sync") }
        try SmallFile.sync(SmallFile.folder(of: path))
    }

    deinit { close(descriptor) }

    /// Where the last frame leaves the ref; nil at the beginning.
    package var tip: ObjectID? { position.withLock { $0.tip } }

    /// Whether a frame did not fit.
    package var isFull: Bool { position.withLock { $0.isFull } }

    /// Begins anew; what is in the file counts until the next frame.
    package func restart() { position.withLock { $0 = Position() } }

    /// Removes the file, once nobody needs what is in it.
    package func remove() throws(GitError) { try SmallFile.remove(path) }

    /// Appends a frame; returns false where it does not fit. One that could not be made durable does not count.
    func append(_ frame: LogFrame, syncing policy: SyncPolicy) throws(GitError) -> Bool {
        let before = position.withLock { $0 }
        let end = before.end + frame.size
        guard end <= Self.capacity else {
            position.withLock { $0.isFull = true }
            return false
        }
        do throws(GitError) {
            try write(frame.bytes, at: before.end)
            guard policy == .none || fdatasync(descriptor) == 0 else { throw failure("sync") }
        } catch {
            try void(at: before.end, syncing: policy)
            throw error
        }
        position.withLock { $0 = Position(end: end, tip: frame.to) }
        return true
    }

    /// Takes the last frame out again, for a move that did not come about.
    package func takeBack(_ frame: LogFrame, syncing policy: SyncPolicy) throws(GitError) {
        let start = position.withLock { $0.end } - frame.size
        try void(at: start, syncing: policy)
        position.withLock { $0 = Position(end: start, tip: start == 0 ? nil : frame.from) }
    }

    private func void(at start: Int, syncing policy: SyncPolicy) throws(GitError) {
        try write([UInt8](repeating: 0, count: LogFrame.mark.count), at: start)
        guard policy == .none || fdatasync(descriptor) == 0 else { throw failure("sync") }
    }

    private func write(_ bytes: [UInt8], at start: Int) throws(GitError) {
        guard writeWhole(bytes, to: descriptor, at: start) else { throw failure("write") }
    }

    private func failure(_ verb: String) -> GitError {
        GitError(systemCall: "\(verb) the log of steps", path: path)
    }

    /// Returns the frames in a log, in order; none where there is no log.
    static func frames(in path: String) throws(GitError) -> [LogFrame] {
        guard SmallFile.exists(path) else { return [] }
        var rest = try SmallFile.read(path, ifStartingWith: LogFrame.mark)[...]
        var frames: [LogFrame] = []
        while let (frame, size) = try LogFrame.read(rest) {
            // What is left of an earlier use does not go on from here.
            if let last = frames.last, last.to != frame.from { break }
            frames.append(frame)
            rest = rest.dropFirst(size)
        }
        return frames
    }
}
