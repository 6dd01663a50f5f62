import Git
import StudyModel

extension CommitID {
    package init(_ id: ObjectID) { self.init(ObjectName(id)) }
}

extension TreeID {
    package init(_ id: ObjectID) { self.init(ObjectName(id)) }
}

extension ObjectID {
    package init(_ commit: CommitID) { self.init(commit.name) }

    package init(_ tree: TreeID) { self.init(tree.name) }

    private init(_ name: ObjectName) { self.init(high: name.high, middle: name.middle, low: name.low) }
}

extension ObjectName {
    fileprivate init(_ id: ObjectID) { self.init(high: id.high, middle: id.middle, low: id.low) }
}
