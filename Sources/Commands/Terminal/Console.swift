import Listings
import Text

#if canImport(Glibc)
    import Glibc
#endif

/// Where a command writes: standard output for what was asked for, standard error for everything else.
struct Console: Sendable {
    /// Whether standard output is a terminal: colors, tables cut to its width, a progress line.
    let isTerminal: Bool
    let hasColor: Bool
    let width: Int

    init(environment: [String: String]) {
        isTerminal = isatty(STDOUT_FILENO) == 1
        hasColor = isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb"
        width = isTerminal ? Console.terminalWidth() : 0
    }

    init(isTerminal: Bool, hasColor: Bool, width: Int) {
        self.isTerminal = isTerminal
        self.hasColor = hasColor
        self.width = width
    }

    /// Writes a line to standard output.
    func print(_ line: String = "") { write(line + "\n") }

    /// Writes lines to standard output.
    func print(_ lines: [String]) {
        for line in lines { print(line) }
    }

    /// Writes text to standard output; what others wrote of it may only be read there.
    func write(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes text to what shows it in our place, such as a pager.
    func write(_ text: String, to descriptor: Int32) { writeBytes(shown(text).text, to: descriptor) }

    /// Writes a line to standard error, as safely; on a terminal a note is broken between words.
    func note(_ line: String) {
        let isBroken = line.hasPrefix("Note: ") && isatty(STDERR_FILENO) == 1
        let lines = isBroken ? wrapped(line) : [line]
        writeBytes(shown(lines.joined(separator: "\n") + "\n").text, to: STDERR_FILENO)
    }

    /// Writes what a program reads, byte by byte: a document, a script.
    func writeExactly(_ text: String) { writeBytes(text, to: STDOUT_FILENO) }
    func writeExactly(_ bytes: [UInt8]) { writeBytes(bytes, to: STDOUT_FILENO) }

    /// Writes a file: to a terminal as text that is shown, else byte by byte.
    func writeFile(_ text: String) { isTerminal ? write(text) : writeExactly(text) }

    /// Prints a value as one JSON document.
    func printJSON(_ listing: some Listing) { printJSON(listing.document + "\n") }

    /// Prints a document in JSON, with what would command a terminal as escapes.
    func printJSON(_ document: String) { writeExactly(ShownText(json: document).text) }

    /// Asks a question on standard error that is answered by yes or no; `nil` where nobody is at a terminal to answer.
    func agrees(to question: String) -> Bool? {
        guard isatty(STDIN_FILENO) == 1 else { return nil }
        note("\(question) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased() ?? "")
    }

    /// Puts a line in the place of the one that the cursor is on; a terminal's alone.
    func rewrite(_ line: String) { writeExactly("\r\u{1B}[2K" + shown(line).text) }

    /// The escape sequences of the styles stay, all others go.
    private func shown(_ text: String) -> ShownText {
        ShownText(text, keeping: hasColor ? Style.sequences : [])
    }

    /// Returns a line that fits the terminal; where there is none, the whole.
    func cut(_ line: String) -> String { StyledLine(line).cut(to: width) }

    /// Returns a line as lines that fit the terminal, broken between words; where there is none, the whole.
    func wrapped(_ line: String) -> [String] {
        width > 0 ? Paragraph(line).lines(indent: 0, width: max(width, 20)) : [line]
    }

    /// Returns the text in a style where colors are on.
    func styled(_ text: String, _ style: Style) -> String {
        hasColor ? style.sequence + text + Style.end : text
    }

    private func writeBytes(_ text: String, to descriptor: Int32) {
        writeBytes(Array(text.utf8), to: descriptor)
    }

    private func writeBytes(_ all: [UInt8], to descriptor: Int32) {
        var bytes = all[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            // A reader that went away (`hone log | head`) is no error of ours.
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private static func terminalWidth() -> Int {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

/// The few styles that output uses, as SGR codes.
enum Style: String, CaseIterable, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    fileprivate var sequence: String { "\u{1B}[\(rawValue)m" }
    static let end = "\u{1B}[0m"
    fileprivate static let sequences = Set(allCases.map(\.sequence) + [end])
}
