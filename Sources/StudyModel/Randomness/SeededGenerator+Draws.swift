import Glibc

extension SeededGenerator {
    /// Returns a standard normal number (Box and Muller, "A note on the generation of random normal deviates", 1958).
    package mutating func normal() -> Double {
        (-2 * log(1 - unit())).squareRoot() * cos(2 * .pi * unit())
    }

    /// Returns a χ² number of one degree of freedom or more (Marsaglia and Tsang, "A simple method for generating gamma variables", 2000,
    /// whose shape is raised by one and the number lowered again).
    package mutating func chiSquare(_ degrees: Double) -> Double {
        let shape = degrees / 2
        let shift = shape + 2.0 / 3
        while true {
            let normal = normal()
            let root = 1 + normal / (9 * shift).squareRoot()
            let cube = root * root * root
            guard root > 0, log(1 - unit()) < normal * normal / 2 + shift * (1 - cube + log(cube)) else {
                continue
            }
            return 2 * shift * cube * pow(1 - unit(), 1 / shape)
        }
    }

    /// Returns a place among weights that are not negative, each as likely as its weight says.
    package mutating func place(by weights: [Double]) -> Int {
        precondition(!weights.isEmpty, "there is no place among none")
        var left = unit() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return place }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}
