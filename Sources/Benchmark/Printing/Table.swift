/// A titled table in plain text: the first column to the left, the others to the right, lines of words below.
struct Table {
    let title: String
    let header: [String]
    var rows: [[String]] = []
    var remarks: [String] = []

    init(_ title: String, header: [String]) {
        self.title = title
        self.header = header
    }

    var text: String {
        let all = [header] + rows
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return column == 0 ? cell.0 + padding : padding + cell.0
            }.joined(separator: "   ")
        }
        let rule = String(repeating: "-", count: lines[0].count)
        return ([title, "", lines[0], rule] + lines.dropFirst() + remarks.map { "  " + $0 })
            .joined(separator: "\n")
    }
}
