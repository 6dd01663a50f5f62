import Clibgit2
import ObjectIDs

@testable import Git

/// What the storage does for the rest, so that two implementations can be told to do the same.
protocol Storage {
    /// Keeps an object; it need not be stored before `publish`.
    mutating func stage(_ bytes: [UInt8], _ kind: ObjectKind) throws -> ObjectID
    /// Keeps a tree of entries in any order.
    mutating func stageTree(_ entries: [RawTree.Entry]) throws -> ObjectID
    func content(of id: ObjectID) throws -> [UInt8]
    mutating func publish() throws
    /// Moves a ref to an object that is published; what was published stays for good then.
    mutating func move(_ move: RefMove) async throws -> RefMove.Outcome
    /// Moves a ref over some values, each of which is durable before the next is made; then the process is killed, and another comes.
    mutating func moveThroughDeath(
        _ ref: String, from old: ObjectID, over count: Int, making: (inout Self, ObjectID) throws -> ObjectID
    ) async throws -> ObjectID
    func target(of ref: String) throws -> ObjectID?
    func targets(inFolder folder: String) throws -> [String: ObjectID]
    /// Does what is done now and then to keep few files.
    mutating func tidy() throws
    /// Goes on as another process.
    mutating func reopen() throws
}

/// hone's own.
struct HandWrittenStore: Storage {
    private let context: GitContext
    private var store: PackStore
    private var held: [PublishedPack] = []

    init(_ context: GitContext) throws {
        self.context = context
        store = try Self.open(context)
    }

    private static func open(_ context: GitContext) throws -> PackStore {
        try PackStore(context, durability: .none, lockRetry: LockRetry(delays: []) { _ in })
    }

    func stage(_ bytes: [UInt8], _ kind: ObjectKind) throws -> ObjectID { try store.stage(bytes, kind) }

    func stageTree(_ entries: [RawTree.Entry]) throws -> ObjectID {
        var tree = RawTree()
        for entry in entries { tree.replace(entry.name, with: entry) }
        return try store.stage(tree.bytes, .tree)
    }

    func content(of id: ObjectID) throws -> [UInt8] { try store.read(id).bytes }

    mutating func publish() throws {
        if let pack = try store.publish(syncing: .none) { held.append(pack) }
    }

    mutating func move(_ move: RefMove) async throws -> RefMove.Outcome {
        let outcome = try await store.move(move)
        for pack in held { try store.release(pack) }
        held = []
        return outcome
    }

    mutating func moveThroughDeath(
        _ ref: String, from old: ObjectID, over count: Int, making: (inout Self, ObjectID) throws -> ObjectID
    ) async throws -> ObjectID {
        let path = context.commonDirectory + "hone-test.log"
        let log = try WriteAheadLog(path: path, access: .umask)
        var tip = old
        for _ in 0..<count {
            let next = try making(&self, tip)
            guard try store.log(moveFrom: tip, to: next, in: log, syncing: .none) != nil else {
                throw GitError("write the log", .noSpace, "a test's steps do not fit into it")
            }
            tip = next
        }
        try reopen()
        if let end = try store.stageLog(at: path, from: old) {
            try publish()
            let move = RefMove(ref, from: old, to: end, reflog: "from the log", by: someone)
            guard try await self.move(move) == .moved else { throw GitError("go on", .modified, ref) }
        }
        try log.remove()
        return tip
    }

    func target(of ref: String) throws -> ObjectID? { try store.target(of: ref) }

    func targets(inFolder folder: String) throws -> [String: ObjectID] {
        try store.targets(inFolder: folder)
    }

    func tidy() throws { _ = try store.consolidate(fanIn: 2, firstFanIn: 3, syncing: .none) }

    mutating func reopen() throws {
        store = try Self.open(context)
        try PackStore.mend(context)
    }
}

/// The same by libgit2's plain functions: loose objects, and refs as it has them.
struct PlainStore: Storage {
    private final class Opened {
        let repository: Handle
        let database: Handle

        init(_ path: String) throws {
            Library.start
            var raw: OpaquePointer?
            try check(git_repository_open(&raw, path), "open")
            repository = Handle(raw, freedBy: git_repository_free)
            var objects: OpaquePointer?
            try check(git_repository_odb(&objects, repository.pointer), "open the objects")
            database = Handle(objects, freedBy: git_odb_free)
        }
    }

    private let path: String
    private var opened: Opened

    init(_ context: GitContext) throws {
        path = context.gitDirectory
        opened = try Opened(path)
    }

    func stage(_ bytes: [UInt8], _ kind: ObjectKind) throws -> ObjectID {
        var name = git_oid()
        try check(git_odb_write(&name, opened.database.pointer, bytes, bytes.count, kind.raw), "write")
        return ObjectID(name)
    }

    func stageTree(_ entries: [RawTree.Entry]) throws -> ObjectID {
        var raw: OpaquePointer?
        try check(git_treebuilder_new(&raw, opened.repository.pointer, nil), "make a tree")
        let builder = Handle(raw, freedBy: git_treebuilder_free)
        for entry in entries {
            var id = entry.id.raw
            let name = String(decoding: entry.name, as: UTF8.self)
            try check(
                git_treebuilder_insert(nil, builder.pointer, name, &id, git_filemode_t(entry.mode)), "insert")
        }
        var id = git_oid()
        try check(git_treebuilder_write(&id, builder.pointer), "write a tree")
        return ObjectID(id)
    }

    func content(of id: ObjectID) throws -> [UInt8] {
        var raw: OpaquePointer?
        var name = id.raw
        try check(git_odb_read(&raw, opened.database.pointer, &name), "read")
        let object = Handle(raw, freedBy: git_odb_object_free)
        let bytes = UnsafeRawBufferPointer(
            start: git_odb_object_data(object.pointer), count: git_odb_object_size(object.pointer))
        return Array(bytes)
    }

    func publish() {}

    func move(_ move: RefMove) throws -> RefMove.Outcome {
        let value = try target(of: move.ref)
        guard value == move.from else { return .notMoved(.overtaken(by: value)) }
        if let new = move.to {
            var (id, raw) = (new.raw, OpaquePointer?.none)
            try check(
                git_reference_create(&raw, opened.repository.pointer, move.ref, &id, 1, move.message), "move")
            _ = Handle(raw, freedBy: git_reference_free)
        } else if value != nil {
            try check(git_reference_remove(opened.repository.pointer, move.ref), "remove")
        }
        return .moved
    }

    mutating func moveThroughDeath(
        _ ref: String, from old: ObjectID, over count: Int, making: (inout Self, ObjectID) throws -> ObjectID
    ) throws -> ObjectID {
        var tip = old
        for _ in 0..<count {
            let next = try making(&self, tip)
            guard try move(RefMove(ref, from: tip, to: next, reflog: "step")) == .moved else {
                throw GitError("go on", .modified, ref)
            }
            tip = next
        }
        try reopen()
        return tip
    }

    func target(of ref: String) throws -> ObjectID? {
        var id = git_oid()
        return try found(git_reference_name_to_id(&id, opened.repository.pointer, ref), "read")
            ? ObjectID(id) : nil
    }

    func targets(inFolder folder: String) throws -> [String: ObjectID] {
        var raw: OpaquePointer?
        try check(git_reference_iterator_glob_new(&raw, opened.repository.pointer, folder + "*"), "list")
        let iterator = Handle(raw, freedBy: git_reference_iterator_free)
        var targets: [String: ObjectID] = [:]
        var name: UnsafePointer<CChar>?
        while git_reference_next_name(&name, iterator.pointer) == 0, let found = name {
            let ref = String(cString: found)
            if !ref.dropFirst(folder.count).contains("/") { targets[ref] = try target(of: ref) }
        }
        return targets
    }

    func tidy() {}

    mutating func reopen() throws { opened = try Opened(path) }
}
