import Clibgit2
import ObjectIDs

/// Objects that are written but in memory only, until they are published as one pack.
///
/// They go straight to the memory backend: libgit2's own write looks each object up first, rescans the pack
/// folder when it is new, and skips it when it exists even though nothing may refer to it and a gc may take it.
struct StagingArea: ~Copyable {
    private let database: Handle
    private let backend: UnsafeMutablePointer<git_odb_backend>
    private(set) var ids: [ObjectID] = []
    /// Where in the list each logged frame ends.
    private var frameEnds: [Int] = []
    /// The same once more, for our own reading and packing; the backend shows them to libgit2's functions.
    private(set) var objects: [ObjectID: Object] = [:]
    /// What was published last, unless it was much: the next step builds on it, and would look for it in the packs.
    private(set) var published: [ObjectID: Object]
    /// In bytes.
    private static let publishedLimit = 1 << 20

    struct Object: Sendable {
        let kind: ObjectKind
        let bytes: [UInt8]
    }

    /// Opens the objects of a context and has the repository use them from here on; `published` stays at hand.
    init(
        _ context: GitContext, in repository: OpaquePointer, published: [ObjectID: Object] = [:]
    ) throws(GitError) {
        let database = try Self.open(context)
        let backend = try Self.makeBackend(of: database)
        try check(git_repository_set_odb(repository, database.pointer), "open the objects")
        self.backend = backend
        self.database = database
        self.published = published
    }

    private static func open(_ context: GitContext) throws(GitError) -> Handle {
        let opening = "open the objects"
        var raw: OpaquePointer?
        try check(git_odb_open(&raw, context.objectDirectory), opening)
        let database = Handle(raw, freedBy: git_odb_free)
        for folder in context.alternates {
            try check(git_odb_add_disk_alternate(database.pointer, folder), opening)
        }
        return database
    }

    private static func makeBackend(
        of database: borrowing Handle
    ) throws(GitError) -> UnsafeMutablePointer<git_odb_backend> {
        let making = "make room for new objects"
        var backend: UnsafeMutablePointer<git_odb_backend>?
        try check(git_mempack_new(&backend), making)
        guard let backend else { preconditionFailure("libgit2 reported success and gave no backend") }
        // The database owns the backend from here on.
        try check(git_odb_add_backend(database.pointer, backend, 1_000), making)
        return backend
    }

    var databasePointer: OpaquePointer { database.pointer }

    func contains(_ id: ObjectID) -> Bool { objects[id] != nil }

    /// An object that is staged, or was published last.
    func object(_ id: ObjectID) -> Object? { objects[id] ?? published[id] }

    mutating func add(_ bytes: [UInt8], _ kind: ObjectKind) throws(GitError) -> ObjectID {
        let id = try ObjectID(naming: bytes, kind)
        guard objects.updateValue(Object(kind: kind, bytes: bytes), forKey: id) == nil else { return id }
        guard let write = backend.pointee.write else {
            preconditionFailure("the memory backend takes objects")
        }
        var name = id.raw
        try check(write(backend, &name, bytes, bytes.count, kind.raw), "keep an object in memory")
        ids.append(id)
        return id
    }

    /// The objects that have been staged since the last frame was logged.
    var unlogged: [Object] { ids[(frameEnds.last ?? 0)...].compactMap { objects[$0] } }

    /// Notes that all objects are in frames of a log.
    mutating func markLogged() { frameEnds.append(ids.count) }

    /// The objects frame by frame, those that are in none last.
    var frames: [ArraySlice<ObjectID>] {
        let ends = frameEnds + [ids.count]
        return zip([0] + frameEnds, ends).map { ids[$0..<$1] }.filter { !$0.isEmpty }
    }

    /// Takes objects off the list again, all but the first `count`; they can be read until the next publish.
    mutating func unlist(allBut count: Int) {
        for id in ids[count...] { objects[id] = nil }
        ids.removeSubrange(count...)
    }

    /// Forgets the objects as staged ones: they are in a pack now.
    mutating func endPublishing() throws(GitError) {
        var last: [ObjectID: Object] = [:]
        for id in frames.last ?? [] { last[id] = objects[id] }
        let size = last.values.reduce(0) { $0 + $1.bytes.count }
        published = size <= Self.publishedLimit ? last : [:]
        try removeAll()
    }

    mutating func removeAll() throws(GitError) {
        try check(git_mempack_reset(backend), "forget the objects in memory")
        ids.removeAll(keepingCapacity: true)
        frameEnds.removeAll(keepingCapacity: true)
        objects.removeAll(keepingCapacity: true)
    }
}

extension StagingArea {
    /// Writes all objects into a pack that is on its way in, and returns the pack's name.
    ///
    /// The few of one step are only wrapped: they are compressed when their pack is merged with the next ones.
    borrowing func write(to incoming: borrowing IncomingPack) throws(GitError) -> String {
        if frames.count > 1 || ids.count > PackList.firstLevelObjects {
            var pack = try FramesPack()
            return try pack.write(frames, of: objects, to: incoming.path)
        }
        var writer = try PackWriter(path: incoming.path, count: ids.count)
        for id in ids {
            guard let object = objects[id] else { preconditionFailure("a staged object has its content") }
            try writer.add(
                id, PackEntry.Kind(object.kind), size: object.bytes.count,
                compressed: Compression.stored(object.bytes))
        }
        return try writer.finish()
    }
}
