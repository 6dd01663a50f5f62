/// Rows in aligned columns, two spaces apart; on a terminal the last column is cut to the width, and where that leaves it too little columns are left out.
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
    /// Columns that may be left out, the first one first.
    private let dispensable: [String]
    private var rows: [Row] = []

    private enum Row {
        /// A cell for every column.
        case cells([Cell])
        /// A line that has no columns.
        case note(String)
    }

    /// - Parameter dispensable: titles of columns that a terminal may have no room for, those first that are missed least.
    init(_ columns: [(title: String, alignment: Alignment)], dispensable: [String] = []) {
        self.dispensable = dispensable
        header = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    mutating func add(_ row: [Cell]) {
        precondition(row.count == header.count, "a row has a cell for every column")
        rows.append(.cells(row))
    }

    /// Adds a line that has no columns.
    mutating func add(note: String) { rows.append(.note(note)) }

    func lines(for console: Console) -> [String] {
        let all = [.cells(header.map { Cell($0, .dim) })] + rows
        let widths = header.indices.map { column in
            all.map { if case .cells(let cells) = $0 { cells[column].text.count } else { 0 } }.max() ?? 0
        }
        let columns = columns(in: console.width, widths)
        return all.map { row in
            switch row {
            case .cells(let cells): line(cells, columns, widths: widths, console: console)
            case .note(let text): console.styled(text, .dim)
            }
        }
    }

    /// The columns that there is room for beside so much of the last one.
    private func columns(in width: Int, _ widths: [Int]) -> [Int] {
        var columns = Array(header.indices)
        for title in dispensable where width > 0 {
            let used = columns.dropLast().reduce(0) { $0 + widths[$1] + 2 }
            if used + min(widths[header.count - 1], Self.leastOfLast) <= width { break }
            columns.removeAll { header[$0] == title }
        }
        return columns
    }

    private static let leastOfLast = 20

    private func line(_ row: [Cell], _ columns: [Int], widths: [Int], console: Console) -> String {
        var used = 0
        var parts: [String] = []
        for column in columns {
            let cell = row[column]
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
