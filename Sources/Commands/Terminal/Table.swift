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
    private var rows: [Row] = []

    private enum Row {
        /// A cell for every column.
        case cells([Cell])
        /// A line that has no columns.
        case note(String)
    }

    init(_ columns: [(title: String, alignment: Alignment)]) {
        header = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    mutating func add(_ row: [Cell]) {
        precondition(row.count == header.count, "a row has a cell for every column")
        rows.append(.cells(row))
    }

    /// Adds a line that has no columns.
    mutating func add(note: String) { rows.append(.note(note)) }

    func render(for console: Console) -> String {
        let all = [.cells(header.map { Cell($0, .dim) })] + rows
        let widths = header.indices.map { column in
            all.map { if case .cells(let cells) = $0 { cells[column].text.count } else { 0 } }.max() ?? 0
        }
        let lines = all.map { row in
            switch row {
            case .cells(let cells): line(cells, widths: widths, console: console)
            case .note(let text): console.styled(text, .dim)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ row: [Cell], widths: [Int], console: Console) -> String {
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
