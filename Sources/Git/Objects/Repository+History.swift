import Clibgit2
import ObjectIDs

extension Repository {
    /// Returns the chain of first parents from a commit down, the newest first, to the root or before `end`.
    ///
    /// `limit` cuts it off. A shallow clone's history ends early without an error.
    package func firstParentChain(
        from start: ObjectID, until end: ObjectID? = nil, limit: Int = .max
    ) throws(GitError) -> [ObjectID] {
        var chain: [ObjectID] = []
        var next: ObjectID? = start
        while let id = next, id != end, chain.count < limit {
            chain.append(id)
            next = try CommitText.firstParent(readObject(id, .commit))
            if let parent = next, isShallow, !exists(parent) { return chain }
        }
        return chain
    }

    /// Returns a best common ancestor of two commits, or nil.
    package func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> ObjectID? {
        var base = git_oid()
        var (left, right) = (first.raw, second.raw)
        let status = git_merge_base(&base, pointer, &left, &right)
        return try found(status, "find a common ancestor") ? ObjectID(base) : nil
    }

    /// Returns whether `ancestor` is `commit` or can be reached from it; `.shallow` where the way there is cut off.
    package func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(GitError) -> Bool {
        guard ancestor != commit else { return true }
        var (above, below) = (commit.raw, ancestor.raw)
        let comparing = "compare two commits"
        let status = git_graph_descendant_of(pointer, &above, &below)
        if status < 0, isShallow, status == GIT_ENOTFOUND.rawValue || !exists(ancestor) || !exists(commit) {
            throw GitError(
                comparing, .shallow, "the clone is shallow, and history that this takes is not here")
        }
        return try check(status, comparing) == 1
    }

    /// Returns all commits that can be reached from `tips` and not from `hidden`, children before parents, of equal
    /// rank the newest first.
    package func log(
        from tips: [ObjectID], excluding hidden: [ObjectID] = [], limit: Int = .max
    ) throws(GitError) -> [ObjectID] {
        let walking = "walk the history"
        var raw: OpaquePointer?
        try check(git_revwalk_new(&raw, pointer), walking)
        let walk = Handle(raw, freedBy: git_revwalk_free)
        try check(
            git_revwalk_sorting(walk.pointer, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue), walking
        )
        for tip in tips {
            var id = tip.raw
            try check(git_revwalk_push(walk.pointer, &id), walking)
        }
        for commit in hidden {
            var id = commit.raw
            try check(git_revwalk_hide(walk.pointer, &id), walking)
        }
        var commits: [ObjectID] = []
        var next = git_oid()
        while commits.count < limit {
            let status = git_revwalk_next(&next, walk.pointer)
            if status == GIT_ITEROVER.rawValue { break }
            try check(status, walking)
            commits.append(ObjectID(next))
        }
        return commits
    }
}
