import ObjectIDs

/// A ref's move, from the value that the caller knows to another; the one way in which refs of the user's repository move.
package struct RefMove: Hashable, Sendable {
    /// The ref's full name.
    package let ref: String
    /// The value that it has now; nil where it must not exist.
    package let from: ObjectID?
    /// The value that it is to have, an object that is not merely staged; nil takes the ref away.
    package let to: ObjectID?
    /// What the ref's log says of the move.
    package let message: String
    /// Whom the ref's log names; without one whoever is configured, as of now.
    package let signature: Signature?

    /// Makes a move; it comes about by `Repository.move`.
    package init(
        _ ref: String, from old: ObjectID?, to new: ObjectID?, reflog message: String,
        by signature: Signature? = nil
    ) {
        self.ref = ref
        self.from = old
        self.to = new
        self.message = message
        self.signature = signature
    }

    /// What came of a move.
    package enum Outcome: Hashable, Sendable {
        /// The ref has its new value.
        case moved
        /// The ref is as it was.
        case notMoved(Obstacle)
    }

    /// What keeps a ref from moving, and may be different the next time.
    package enum Obstacle: Hashable, Sendable {
        /// It does not have the value that the caller knows; this is its value now, nil where it does not exist.
        case overtaken(by: ObjectID?)
        /// A ref whose name is a folder of this one's is in the way, or the other way round.
        case nameTaken
        /// A lock file stayed in place through all attempts; it may belong to a live process or a dead one.
        case locked(file: String)

        /// The obstacle as an error, for whoever cannot do without the move.
        package func error(moving ref: String) -> GitError {
            let failure = { GitError("move the ref '\(ref)'", $0, $1) }
            return switch self {
            case .overtaken(nil): failure(.modified, "it does not exist")
            case .overtaken(let value?): failure(.modified, "it is at \(value) by now")
            case .nameTaken:
                failure(.exists, "its name is a part of another ref's, or another's is a part of its")
            case .locked(let file): failure(.locked(file: file), "its lock exists")
            }
        }
    }
}

extension Repository {
    /// Moves a ref by compare-and-swap; tells what kept it from moving.
    ///
    /// A locked ref is tried again with back-off, and a lock that a process of ours left when it died is removed.
    package func move(_ move: RefMove) async throws(GitError) -> RefMove.Outcome {
        try await store.move(move)
    }

    /// Moves a ref where nothing else will do: what keeps it from moving is an error.
    package func require(_ move: RefMove) async throws(GitError) {
        if case .notMoved(let obstacle) = try await self.move(move) { throw obstacle.error(moving: move.ref) }
    }

    /// Tells what came of a move that somebody else was to make, such as the user's own git.
    package func outcome(of move: RefMove) throws(GitError) -> RefMove.Outcome {
        let value = try reference(move.ref)
        return value == move.to ? .moved : .notMoved(.overtaken(by: value))
    }

    /// Waits until the value of a ref is on the disk, and until no power cut can bring back an earlier one, however the ref is
    /// moved from then on; one that is packed is git's to sync.
    package func settleReference(_ name: String) throws(GitError) { try store.settle(name) }

    /// Whether moving a ref changes a file in place that it has already, which a power cut cannot leave empty.
    package func movesInPlace(_ name: String) throws(GitError) -> Bool { try store.movesInPlace(name) }
}
