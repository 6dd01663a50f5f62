import ObjectIDs

/// What objects are compared with: the one in the same place of the group before.
///
/// What one step writes resembles what the step before it wrote in the same place, above all the trees of notes, of which an
/// entry or two differ. So an object becomes a delta to the one in its place in the group before, where that is less than half
/// its size.
struct DeltaBases {
    /// The place of an object among those of its kind in its group.
    struct Place: Hashable {
        let kind: PackEntry.Kind
        let ordinal: Int
    }

    private struct Base {
        let id: ObjectID
        let content: [UInt8]
    }

    /// Places beyond are not compared, nor are objects outside these sizes.
    private static let places = 64
    private static let sizes = 64..<(1 << 20)

    private var bases: [Place: Base] = [:]
    private var ordinals: [PackEntry.Kind: Int] = [:]

    mutating func beginGroup() { ordinals.removeAll(keepingCapacity: true) }

    /// Takes the next place of the group; nil for what is not compared.
    mutating func nextPlace(for kind: PackEntry.Kind, size: Int) -> Place? {
        let ordinal = ordinals[kind, default: 0]
        guard kind != .namedDelta, kind != .commit, Self.sizes.contains(size), ordinal < Self.places else {
            return nil
        }
        ordinals[kind] = ordinal + 1
        return Place(kind: kind, ordinal: ordinal)
    }

    /// Puts an object in its place; returns how it differs from the one that was there, where that is worth it.
    mutating func delta(
        at place: Place, _ id: ObjectID, _ content: [UInt8]
    ) -> (base: ObjectID, delta: ByteDelta)? {
        guard let base = bases.updateValue(Base(id: id, content: content), forKey: place),
            let delta = ByteDelta(from: base.content, to: content, limit: content.count / 2)
        else { return nil }
        return (base.id, delta)
    }
}
