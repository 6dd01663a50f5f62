/// Arithmetic that ends with a number whatever it is given. Other programs report figures, and no figure of theirs may end ours.
extension FixedWidthInteger {
    /// The number without its fraction; the nearest there is where it has no place here, and 0 for what is no number.
    package init(clamping value: Double) {
        self = Self(exactly: value.rounded(.towardZero)) ?? (value > 0 ? .max : value < 0 ? .min : 0)
    }

    /// The sum, or where it has no place here, the nearest there is.
    package func adding(clamping other: Self) -> Self {
        let (sum, isTooMuch) = addingReportingOverflow(other)
        return isTooMuch ? (other < 0 ? .min : .max) : sum
    }
}

extension Duration {
    /// That many seconds, from none to 10^9 of them (32 years); what is no number is none.
    package static func seconds(clamping seconds: Double) -> Duration {
        .milliseconds(Int64(clamping: min(max(seconds, 0), 1e9) * 1000))
    }
}

// The standard library's own conversions trap on what does not fit. These stand in front of them, and the compiler, to which
// every warning is an error, refuses each use in a module that sees this one.

extension Int {
    @available(*, deprecated, message: "traps on what does not fit; say `clamping:` or `exactly:`")
    package init(_ value: Double) { self.init(clamping: value) }
}

extension Int64 {
    @available(*, deprecated, message: "traps on what does not fit; say `clamping:` or `exactly:`")
    package init(_ value: Double) { self.init(clamping: value) }
}

extension Int32 {
    @available(*, deprecated, message: "traps on what does not fit; say `clamping:` or `exactly:`")
    package init(_ value: Double) { self.init(clamping: value) }
}

extension UInt64 {
    @available(*, deprecated, message: "traps on what does not fit; say `clamping:` or `exactly:`")
    package init(_ value: Double) { self.init(clamping: value) }
}

extension Duration {
    @available(*, deprecated, message: "traps on what does not fit; say `clamping:`")
    package static func seconds(_ seconds: Double) -> Duration { .seconds(clamping: seconds) }

    @available(*, deprecated, message: "traps on what does not fit; say `clamping:`")
    package static func milliseconds(_ milliseconds: Double) -> Duration {
        .seconds(clamping: milliseconds / 1000)
    }
}
