/// How numbers are tuned.
package struct TuneSettings: Hashable, Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        /// What fits the numbers: `cma` for up to 30 that may be any, else `tpe`.
        case auto
        case cma, tpe, random
    }

    package var method: Method

    package init(method: Method = .auto) { self.method = method }
}

/// A number that may be tuned, and the values that it may have.
package struct KnobSettings: Hashable, Sendable {
    package enum Values: Hashable, Sendable {
        case range(ClosedRange<Double>, Scale)
        /// One of these, which have no order.
        case choice([Double])
    }

    /// How a range is gone through.
    package enum Scale: String, Hashable, Sendable, CaseIterable {
        case linear
        /// Equal steps are equal factors; the range lies above 0.
        case log
        /// Whole numbers, in equal steps.
        case integer
    }

    /// Which number: `NAME`, `FILE:NAME`, `FILE:LINE` or, of several on a line, `FILE:LINE.PLACE`.
    package var name: String
    package var values: Values

    package init(name: String, values: Values) {
        self.name = name
        self.values = values
    }
}
