/// Rows of comma-separated values, as RFC 4180 has them but for its line ends.
package enum CommaSeparated {
    /// Returns a row without its end.
    package static func row(_ cells: some Sequence<String>) -> String {
        cells.map { cell in
            let isPlain = !cell.contains { ",\"\n\r\r\n".contains($0) }
            return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",")
    }

    /// A text that others wrote, which no spreadsheet takes for a formula.
    package static func text(_ text: String) -> String {
        "=+-@\t\r".contains(text.first ?? " ") ? "'" + text : text
    }
}
