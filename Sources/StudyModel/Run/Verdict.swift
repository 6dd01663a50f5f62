/// The verdict on a proposal; a word that is neither counts as no verdict.
package struct Verdict: OpenWord {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package static let accepted = Verdict(rawValue: "accepted")
    package static let rejected = Verdict(rawValue: "rejected")
}
