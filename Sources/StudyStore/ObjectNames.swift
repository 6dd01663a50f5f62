import Git
import StudyModel

extension CommitID {
    package init(_ id: ObjectID) {
        guard let commit = CommitID(text: id.hex) else { preconditionFailure("an object ID is 40 digits") }
        self = commit
    }
}

extension TreeID {
    package init(_ id: ObjectID) {
        guard let tree = TreeID(text: id.hex) else { preconditionFailure("an object ID is 40 digits") }
        self = tree
    }
}

extension ObjectID {
    package init(_ commit: CommitID) {
        guard let id = ObjectID(hex: commit.text) else { preconditionFailure("a commit ID is 40 digits") }
        self = id
    }

    package init(_ tree: TreeID) {
        guard let id = ObjectID(hex: tree.text) else { preconditionFailure("a tree ID is 40 digits") }
        self = id
    }
}
