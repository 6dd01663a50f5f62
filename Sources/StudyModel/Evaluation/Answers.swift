extension Sequence<Double> {
    /// Whether scores are right or wrong, 1 or 0, as far as is known.
    package var areAnswers: Bool { allSatisfy { $0 == 0 || $0 == 1 } }
}

extension Double {
    /// Whether a score can be the share of so many answers that were right.
    package func isShare(of answers: Int) -> Bool {
        let right = self * Double(answers)
        return (0...1).contains(self) && abs(right - right.rounded()) < 1e-6
    }
}
