/// What a slot is lent for.
package enum SlotKind: String, Hashable, Sendable {
    /// Judging candidates; what the study keeps may be warm from earlier ones.
    case evaluation
    /// Letting an agent edit; such slots are apart, and never hold anything hidden.
    case agent
    /// Judging with nothing left of earlier candidates: what the study keeps is as setup left it.
    case clean

    /// Slots of one group serve each other's kinds.
    var group: String { self == .agent ? "agent" : "evaluation" }
}
