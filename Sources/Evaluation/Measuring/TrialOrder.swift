import StudyModel

/// In which turn the candidates of a sitting run, and with which seeds.
///
/// Each repetition runs every candidate once, in an order that is drawn for it: of two a fair coin says who goes first. So for equal candidates the sign of each
/// difference is a fair coin too, whatever the machine does meanwhile (Fisher 1935); turns that alternate would follow whatever comes back every second run.
struct TrialOrder: Hashable, Sendable {
    let candidates: Int
    let repetitions: Int
    /// The sitting's.
    let seed: UInt64

    /// The indices of the candidates in the turn of one repetition.
    func turn(of repetition: Int) -> [Int] {
        var generator = SeededGenerator(seed: Seeds.derive(seed, "turn", String(repetition)))
        return (0..<candidates).shuffled(using: &generator)
    }
}
