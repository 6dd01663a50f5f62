import Glibc
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
    package init(path: String) throws(GitError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw GitError(systemCall: "open the log of steps", path: path) }
        self.path = path
        self.descriptor = descriptor
        guard SmallFile.size(path) != Self.capacity else { return }
        try write([UInt8](repeating: 0, count: Self.capacity), at: 0)
        guard ftruncate(descriptor, off_t(Self.capacity)) == 0, fsync(descriptor) == 0 else {
            throw GitError(systemCall: "write the log of steps", path: path)
        }
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

    /// Appends a frame; returns false where it does not fit.
    func append(_ frame: LogFrame, syncing policy: SyncPolicy) throws(GitError) -> Bool {
        let bytes = frame.bytes
        let start = position.withLock { $0.end }
        guard start + bytes.count <= Self.capacity else {
            position.withLock { $0.isFull = true }
            return false
        }
        try write(bytes, at: start)
        guard policy == .none || fdatasync(descriptor) == 0 else {
            throw GitError(systemCall: "sync the log of steps", path: path)
        }
        position.withLock { $0 = Position(end: start + bytes.count, tip: frame.to) }
        return true
    }

    private func write(_ bytes: [UInt8], at start: Int) throws(GitError) {
        guard pwrite(descriptor, bytes, bytes.count, off_t(start)) == bytes.count else {
            throw GitError(systemCall: "write the log of steps", path: path)
        }
    }

    /// Returns the frames that lead on from a ref's value, in order; none where there is no log.
    static func frames(in path: String, from value: ObjectID) throws(GitError) -> [LogFrame] {
        guard SmallFile.exists(path) else { return [] }
        var rest = try SmallFile.read(path, ifStartingWith: LogFrame.mark)[...]
        var frames: [LogFrame] = []
        while let (frame, size) = try LogFrame.read(rest) {
            // What is left of an earlier use does not go on from here.
            if let last = frames.last, last.to != frame.from { break }
            frames.append(frame)
            rest = rest.dropFirst(size)
        }
        guard let start = frames.firstIndex(where: { $0.from == value }) else { return [] }
        return Array(frames[start...])
    }
}

extension Repository {
    /// Writes a ref's move to a log, with what has been staged since the last such frame; returns false where it does not fit.
    ///
    /// The objects stay staged, and go into the next pack.
    package func log(
        moveFrom old: ObjectID, to new: ObjectID, in log: WriteAheadLog, syncing policy: SyncPolicy
    ) throws(GitError) -> Bool {
        let frame = LogFrame(from: old, to: new, objects: staging.unlogged)
        guard try log.append(frame, syncing: policy) else { return false }
        staging.markLogged()
        return true
    }

    /// Stages what a log has for the moves that lead on from a ref's value, and returns where they lead; nil where it has none.
    package func stageLog(at path: String, from value: ObjectID) throws(GitError) -> ObjectID? {
        let frames = try WriteAheadLog.frames(in: path, from: value)
        for frame in frames {
            for object in frame.objects { _ = try staging.add(object.bytes, object.kind) }
            staging.markLogged()
        }
        return frames.last?.to
    }
}
