import StudyModel

/// What undoing an event comes to, before anything is done.
package struct UndoPlan: Hashable, Sendable {
    /// The event that is to count no more; an undo itself where something is done again.
    package let operation: Operation
    package let effect: Effect

    /// What has to happen outside the journal.
    package enum Effect: Hashable, Sendable {
        /// Nothing: branches and notes follow the journal.
        case none
        /// A branch of the user's goes from one commit to another; the record is that of the move.
        case branch(LandRecord)
        /// The run gets another name.
        case rename(to: RunName)
        /// The run goes to the trash.
        case delete
        /// The run comes back from the trash.
        case restore

        /// Whether something of the user's moves or goes, which no other clone's word is enough for.
        fileprivate var isOutside: Bool {
            switch self {
            case .branch, .rename, .delete: true
            case .none, .restore: false
            }
        }
    }
}

extension RunView {
    /// Works out what undoing an event comes to; throws `StoreError` for one that cannot be undone.
    func undoPlan(_ id: CommitID?, now: Int64) throws -> UndoPlan {
        guard let operation = id.map({ self.operation($0) }) ?? lastOperation else {
            throw id.map { StoreError.unknownOperation($0) } ?? StoreError.nothingToUndo(record.run)
        }
        guard let id = operation.id, operation.canBeUndone else {
            throw StoreError.cannotBeUndone(operation)
        }
        guard !operation.isUndone else { throw StoreError.undoneAlready(id) }
        var after = self
        after.apply(.undone(UndoRecord(event: id, recordedAt: now)))
        let effect = effect(of: id, before: self, after: after, now: now)
        guard !effect.isOutside || self.operation(origin(of: id))?.isOwn == true else {
            throw StoreError.recordedElsewhere(id)
        }
        return UndoPlan(operation: operation, effect: effect)
    }

    /// The event by which an earlier one counts no more: a word of its own where something counts again, or a run comes back.
    func event(takingBack undo: UndoRecord) -> Event {
        let origin = operation(origin(of: undo.event))
        if origin?.isUndone == true { return .redone(undo) }
        if case .event(.deleted) = origin?.content { return .restored(undo) }
        return .undone(undo)
    }

    /// The effect of the one event whose standing an undo changes: of a chain of undoes that is at its beginning.
    private func effect(of id: CommitID, before: RunView, after: RunView, now: Int64) -> UndoPlan.Effect {
        let root = origin(of: id)
        let isUndone = after.operation(root)?.isUndone ?? false
        guard before.operation(root)?.isUndone != isUndone else { return .none }
        switch operation(root)?.content {
        case .event(.landed(let landing)): return .branch(landing.reversed(if: isUndone, id: id, now: now))
        case .event(.renamed(let record)): return .rename(to: isUndone ? record.from : record.to)
        case .event(.deleted): return isUndone ? .restore : .delete
        default: return .none
        }
    }
}

extension LandRecord {
    /// Whether this takes a landing back, or makes it again, by undoing the event of that ID.
    func isMove(backFrom event: CommitID?) -> Bool {
        guard let event else { return false }
        return ["undo", "redo"].contains { id == "\($0)-\(event.short)" }
    }

    /// The landing that takes this one back, or the same once more.
    fileprivate func reversed(if isUndone: Bool, id: CommitID, now: Int64) -> LandRecord {
        var move = self
        move.id = "\(isUndone ? "undo" : "redo")-\(id.short)"
        move.recordedAt = now
        if isUndone {
            // Where there was no branch before, there is nothing to go back to: `from` and `result` stay alike.
            (move.from, move.result) = (result, from ?? result)
        }
        return move
    }
}
