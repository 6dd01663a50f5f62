/// A part of the evidence, and when it goes where there is too much.
struct EvidencePart {
    enum Kind: Hashable {
        /// Stays whole whatever the limit.
        case heading
        /// The parent's feedback; its end goes last of all.
        case feedback
        /// The best so far, where it is not the parent; goes after all attempts.
        case best
        /// An earlier attempt; the oldest goes first.
        case attempt
    }

    var kind: Kind
    /// What it is called where it is said to be left out.
    var name: String
    var text: String
}
