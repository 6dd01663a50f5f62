import Clibgit2
import ObjectIDs

/// What HEAD stands for.
package enum HeadState: Hashable, Sendable {
    /// A branch, by its short name, and its commit.
    case branch(name: String, ObjectID)
    /// A commit and no branch.
    case detached(ObjectID)
    /// A branch, by its short name, that has no commit yet.
    case unborn(name: String)
}

/// A ref and the object that it names.
package struct Reference: Hashable, Sendable {
    /// The full name: `refs/heads/main`.
    package let name: String
    /// The object, symbolic refs being followed.
    package let target: ObjectID
}

extension Repository {
    /// Returns what HEAD of the opened checkout stands for.
    package func head() throws(GitError) -> HeadState {
        var raw: OpaquePointer?
        let reading = "read HEAD"
        try check(git_reference_lookup(&raw, pointer, "HEAD"), reading)
        let head = Handle(raw, freedBy: git_reference_free)
        if let target = git_reference_target(head.pointer) { return .detached(ObjectID(target)) }
        guard let symbolic = git_reference_symbolic_target(head.pointer) else {
            throw GitError(reading, .corrupt, "it names nothing")
        }
        let full = String(cString: symbolic)
        let name = full.hasPrefix("refs/heads/") ? String(full.dropFirst("refs/heads/".count)) : full
        guard let target = try reference(full) else { return .unborn(name: name) }
        return .branch(name: name, target)
    }

    /// Returns the commit that a revision names (a branch, a tag, an ID or its start, `main~2`…), or nil.
    ///
    /// `.ambiguous` where the start of an ID fits several objects, `.invalidSpec` where it is not well formed.
    package func resolve(_ revision: String) throws(GitError) -> ObjectID? {
        let resolving = "resolve '\(revision)'"
        var raw: OpaquePointer?
        guard try found(git_revparse_single(&raw, pointer, revision), resolving) else { return nil }
        let object = Handle(raw, freedBy: git_object_free)
        var peeled: OpaquePointer?
        try check(git_object_peel(&peeled, object.pointer, GIT_OBJECT_COMMIT), resolving)
        let commit = Handle(peeled, freedBy: git_object_free)
        return ObjectID(git_object_id(commit.pointer))
    }

    /// Returns the object that a ref names by its full name, symbolic refs followed, or nil.
    package func reference(_ name: String) throws(GitError) -> ObjectID? { try store.target(of: name) }

    /// Returns the refs of our own kinds right in a folder of refs, which ends in a slash, sorted by name.
    ///
    /// Costs a look at that folder, however many other refs there are.
    package func references(inFolder folder: String) throws(GitError) -> [Reference] {
        try store.targets(inFolder: folder).map { Reference(name: $0, target: $1) }.sorted {
            $0.name < $1.name
        }
    }

    /// Returns all refs whose full name starts with `prefix`, sorted by name; those that name nothing are left out.
    package func references(prefix: String) throws(GitError) -> [Reference] {
        var raw: OpaquePointer?
        let listing = "list the refs"
        try check(git_reference_iterator_glob_new(&raw, pointer, prefix + "*"), listing)
        let iterator = Handle(raw, freedBy: git_reference_iterator_free)
        var references: [Reference] = []
        while true {
            var next: OpaquePointer?
            let status = git_reference_next(&next, iterator.pointer)
            if status == GIT_ITEROVER.rawValue { break }
            try check(status, listing)
            let reference = Handle(next, freedBy: git_reference_free)
            let name = String(cString: git_reference_name(reference.pointer))
            if let direct = git_reference_target(reference.pointer) {
                references.append(Reference(name: name, target: ObjectID(direct)))
            } else if let target = try self.reference(name) {
                references.append(Reference(name: name, target: target))
            }
        }
        return references.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }
}
