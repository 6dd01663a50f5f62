/// A number as a person reads it in a sentence: four significant digits, or as many as a whole number has.
struct Figure: CustomStringConvertible {
    private let value: Double

    init(_ value: Double) { self.value = value }

    var description: String {
        let size = abs(value)
        guard size < 1e15 else { return "\(value)" }
        if value == value.rounded() { return "\(Int(clamping: value))" }
        guard size < 1e4 else { return "\(Int(clamping: value.rounded()))" }
        // The scale is a power of ten that leaves four digits before the point; dividing by it is exact to what is shown.
        var scale = 1.0
        while size * scale < 1000, scale < 1e12 { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}
