/// Numbers as lower-case hexadecimal digits, as many as the type has.
extension FixedWidthInteger where Self: UnsignedInteger {
    @usableFromInline static var hexDigitCount: Int { bitWidth / 4 }

    /// Reads exactly as many digits as the type has, or returns nil.
    @inlinable
    package init?(hexDigits digits: some Collection<UInt8>) {
        guard digits.count == Self.hexDigitCount else { return nil }
        self = 0
        for digit in digits {
            switch digit {
            case 48...57: self = self << 4 | Self(digit - 48)
            case 97...102: self = self << 4 | Self(digit - 87)
            default: return nil
            }
        }
    }

    /// Writes the digits to a buffer, from an offset on.
    @inlinable
    package func writeHexDigits(to buffer: UnsafeMutableBufferPointer<UInt8>, at offset: Int = 0) {
        var rest = self
        for index in (offset..<offset + Self.hexDigitCount).reversed() {
            let digit = UInt8(truncatingIfNeeded: rest & 15)
            buffer[index] = digit < 10 ? 48 + digit : 87 + digit
            rest >>= 4
        }
    }
}

extension UInt8 {
    /// What it stands for as a hexadecimal digit of either case; `nil` for anything else.
    var hexValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
