/// Changes to a tree, sorted into the folders that they touch.
struct TreePlan {
    enum Step {
        case content(PathChange.Content)
        /// Changes below a folder, which starts empty where what stood there was deleted.
        case folder(TreePlan, startsEmpty: Bool)
    }

    private(set) var steps: [[UInt8]: Step] = [:]

    private var onlyDeletes: Bool {
        steps.values.allSatisfy { step in
            switch step {
            case .content(let content): content == .delete
            case .folder(let plan, _): plan.onlyDeletes
            }
        }
    }

    /// Sorts `changes`; two for one path, or one for a path below another's file, are `.invalidSpec`.
    init(_ changes: [PathChange]) throws(GitError) {
        for change in changes {
            let parts = change.path.split(separator: "/", omittingEmptySubsequences: false).map {
                Array($0.utf8)
            }
            guard parts.allSatisfy(PathRules.isAllowed) else {
                throw Self.refused(change.path, "it is not a path that git would check out")
            }
            if case .file(_, .directory) = change.content {
                throw Self.refused(change.path, "a folder is made by the files in it")
            }
            guard add(parts[...], change.content) else {
                throw Self.refused(change.path, "another change is for the same path or for a part of it")
            }
        }
    }

    private init() {}

    private mutating func add(_ parts: ArraySlice<[UInt8]>, _ content: PathChange.Content) -> Bool {
        guard let name = parts.first else { return false }
        if parts.count == 1 { return put(content, at: name) }
        var inner = TreePlan()
        var startsEmpty = false
        switch steps[name] {
        case nil: break
        case .folder(let plan, let isEmpty): (inner, startsEmpty) = (plan, isEmpty)
        case .content(.delete): startsEmpty = true
        case .content(.file):
            // A folder's files may go where the file comes.
            return content == .delete
        }
        steps[name] = nil
        let added = inner.add(parts.dropFirst(), content)
        steps[name] = .folder(inner, startsEmpty: startsEmpty)
        return added
    }

    private mutating func put(_ content: PathChange.Content, at name: [UInt8]) -> Bool {
        switch steps[name] {
        case nil:
            steps[name] = .content(content)
        case .content:
            return false
        case .folder(let plan, _):
            switch content {
            case .delete: steps[name] = .folder(plan, startsEmpty: true)
            case .file:
                guard plan.onlyDeletes else { return false }
                steps[name] = .content(content)
            }
        }
        return true
    }

    private static func refused(_ path: String, _ reason: String) -> GitError {
        GitError("change '\(path)' in a tree", .invalidSpec, reason)
    }
}
