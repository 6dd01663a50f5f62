/// The one who adds commits to a lineage by hand.
package enum Person {
    /// What stands for a proposer in the steps that evaluate such commits.
    package static let name = "person"
}
