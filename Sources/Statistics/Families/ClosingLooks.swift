/// How looks at one question share its error: the chance of a false claim at any of them stays below that of one look.
///
/// The first look has four fifths, and the others share the rest in ever smaller parts. The parts add up to the whole, so it holds by
/// the union bound for any dependence between the looks and whatever the reason to look again (Bonferroni; spending as in Jennison and Turnbull 2000).
package enum ClosingLooks {
    /// Returns the one-sided level of a look, counted from 1, where all looks together have `total`.
    package static func tail(ofLook number: Int, total: Double) -> Double {
        let look = Double(max(1, number))
        return number <= 1 ? 0.8 * total : 0.2 * total / (look * (look - 1))
    }
}
