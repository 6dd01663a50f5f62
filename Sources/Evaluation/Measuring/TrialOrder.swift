import StudyModel

/// In which turn the candidates of a sitting run, and with which seeds.
///
/// Each repetition runs every candidate once. Who goes first moves on by one each time (A B, B A, A B, …), so a machine that drifts steadily
/// favors nobody.
struct TrialOrder: Hashable, Sendable {
    let candidates: Int
    let repetitions: Int

    /// The indices of the candidates in the turn of one repetition.
    func turn(of repetition: Int) -> [Int] {
        (0..<candidates).map { ($0 + repetition) % candidates }
    }

    /// The seed of a repetition, alike for all candidates and examples.
    ///
    /// Below 2^31, so that every language's generators take it as it is.
    static func seed(of repetition: Int, in sitting: Sitting) -> UInt64 {
        Seeds.derive(sitting.seed, "repetition", String(repetition)) >> 33
    }
}
