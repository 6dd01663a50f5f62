import Listings

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
    func print(_ line: String = "") { write(line + "\n", to: STDOUT_FILENO) }

    /// Writes lines to standard output.
    func print(_ lines: [String]) {
        for line in lines { print(line) }
    }

    /// Writes text as it is to standard output.
    func write(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes a line to standard error.
    func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

    /// Prints a value as one JSON document.
    func printJSON(_ listing: some Listing) { print(listing.document) }

    /// Returns the text in a style where colors are on.
    func styled(_ text: String, _ style: Style) -> String {
        hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
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
enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
}
