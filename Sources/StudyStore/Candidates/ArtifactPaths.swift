import Git
import ObjectIDs
import StudyModel

/// The paths of a candidate that a proposer may see, sorted.
struct ArtifactPaths: Hashable, Sendable {
    private(set) var editable: [String]
    private(set) var context: [String]

    /// Lists a whole tree.
    init(of tree: ObjectID, _ selection: PathSelection, in repository: isolated Repository) throws {
        let files = try repository.files(of: tree)
        editable = try files.filter { try selection.isEditable($0.path, $0.id, $0.mode, in: repository) }
            .map(\.path).sorted()
        context = files.filter { selection.isContext($0.path, $0.mode) }.map(\.path).sorted()
    }

    /// Returns the paths of another tree, which differs in few files.
    func moved(
        from old: ObjectID, to new: ObjectID, _ selection: PathSelection, in repository: isolated Repository
    ) throws -> ArtifactPaths {
        var paths = self
        for change in try repository.changes(from: old, to: new) {
            let path = change.path
            let isEditable =
                try change.new.map { try selection.isEditable(path, $0.id, $0.mode, in: repository) } ?? false
            let isContext = change.new.map { selection.isContext(path, $0.mode) } ?? false
            Self.put(path, isEditable, &paths.editable)
            Self.put(path, isContext, &paths.context)
        }
        return paths
    }

    private static func put(_ path: String, _ isMember: Bool, _ paths: inout [String]) {
        let index = paths.firstIndex { $0 >= path } ?? paths.endIndex
        let isThere = index < paths.endIndex && paths[index] == path
        if isMember, !isThere { paths.insert(path, at: index) }
        if !isMember, isThere { paths.remove(at: index) }
    }
}

/// Which paths a proposer may edit, and which it may only read.
struct PathSelection: Sendable {
    let scope: ArtifactScope
    let context: PatternList
    private let hidden: PatternList

    init(_ study: Study) {
        scope = ScopeCheck(study).scope
        context = PatternList(study.context)
        hidden = study.hiddenFiles
    }

    /// Tells whether a file may be edited; where lines are marked, whether it has any such line.
    func isEditable(
        _ path: String, _ id: ObjectID, _ mode: FileMode, in repository: isolated Repository
    ) throws -> Bool {
        guard mode == .file || mode == .executable, scope.isEditable(path) else { return false }
        guard scope.isLimitedToMarkers else { return true }
        return scope.editableLines(of: try repository.readBlob(id))?.isEmpty == false
    }

    func isContext(_ path: String, _ mode: FileMode) -> Bool {
        (mode == .file || mode == .executable) && context.matches(path) && !hidden.matches(path)
    }
}
