/// Rows in aligned columns, two spaces apart; on a terminal the last column is cut to the width.
struct Table {
    enum Alignment { case left, right }

    struct Cell {
        let text: String
        let style: Style?

        init(_ text: String, _ style: Style? = nil) {
            self.text = text
            self.style = style
        }
    }

    private let header: [String]
    private let alignments: [Alignment]
    private var rows: [[Cell]] = []

    init(_ columns: [(title: String, alignment: Alignment)]) {
        header = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    mutating func add(_ row: [Cell]) {
        precondition(row.count == header.count, "a row has a cell for every column")
        rows.append(row)
    }

    /// Adds a line that has no columns.
    mutating func add(note: String) { rows.append([Cell(note, .dim)]) }

    func render(for console: Console) -> String {
        let cells = [header.map { Cell($0, .dim) }] + rows
        let widths = header.indices.map { column in
            cells.map { $0.count > 1 ? $0[column].text.count : 0 }.max() ?? 0
        }
        return cells.map { line($0, widths: widths, console: console) }.joined(separator: "\n") + "\n"
    }

    private func line(_ row: [Cell], widths: [Int], console: Console) -> String {
        if row.count < widths.count {
            return row.map { cell in cell.style.map { console.styled(cell.text, $0) } ?? cell.text }.joined()
        }
        var used = 0
        var parts: [String] = []
        for (column, cell) in row.enumerated() {
            let isLast = column == row.count - 1
            let room = isLast && console.width > 0 ? max(console.width - used, 8) : widths[column]
            let text = cell.text.count > room ? String(cell.text.prefix(room - 1)) + "…" : cell.text
            let padding = String(repeating: " ", count: max(widths[column] - text.count, 0))
            let shown = cell.style.map { console.styled(text, $0) } ?? text
            switch (alignments[column], isLast) {
            case (.right, _): parts.append(padding + shown)
            case (.left, true): parts.append(shown)
            case (.left, false): parts.append(shown + padding)
            }
            used += widths[column] + 2
        }
        return parts.joined(separator: "  ")
    }
}
