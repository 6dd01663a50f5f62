#if canImport(Glibc)
    import Glibc
#endif

extension Double {
    /// The number with so many significant digits.
    func rounded(toDigits digits: Int) -> Double {
        guard self != 0, isFinite else { return self }
        let scale = pow(10, Double(digits - 1) - floor(log10(abs(self))))
        let result = (self * scale).rounded() / scale
        return result.isFinite ? result : self
    }
}
