import StudyModel

/// An event in words: the subject of its journal commit.
struct EventSubject {
    let event: Event
    let view: RunView

    var text: String {
        let part = event.part
        return oneLine(part.record.words(as: part.kind, in: view), limit: 120)
    }
}

extension RunView {
    /// A step as the journal's words name it: with its writer where that is not the one that started the run.
    func name(of step: StepID) -> String {
        step.writer == record.writer ? "\(step.number)" : "\(step.number)@\(step.writer)"
    }
}

/// Returns a number with a few significant digits, for people.
func shortNumber(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    var scale = 1.0
    var size = abs(value)
    // A power of ten that brings the wanted digits before the point, found by steps that stay exact for usual sizes.
    let bound = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    while size * scale * 10 < bound, scale < 1e15 { scale *= 10 }
    guard size < bound else { return "\(Int(exactly: value.rounded()).map(String.init) ?? "\(value)")" }
    size = (value * scale).rounded() / scale
    return Int(exactly: size).map(String.init) ?? "\(size)"
}

/// Returns a text as one line without control characters, at most `limit` characters long.
func oneLine(_ text: String, limit: Int) -> String {
    if text.isPlainLine, text.utf8.count <= limit { return text }
    let scalars = text.unicodeScalars.map { $0.isControl ? " " : $0 }
    let line = String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
}

extension String {
    /// Whether it is visible ASCII in words with a space in between, which is what most lines are.
    var isPlainLine: Bool {
        let space = UInt8(ascii: " ")
        var last = space
        for byte in utf8 {
            guard (0x20..<0x7f).contains(byte), byte != space || last != space else { return false }
            last = byte
        }
        return last != space
    }
}

extension Unicode.Scalar {
    /// Whether it is of Unicode's category Cc, which is these and no others.
    var isControl: Bool { value < 0x20 || (0x7f...0x9f).contains(value) }
}
