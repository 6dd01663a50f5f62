import Listings
import StudyModel
import Text
import WebUI

/// A run's curve as the report draws it, in characters: what each step came to, and the best so far.
struct ScorePlot {
    private let series: ScoreSeries
    private let range: ChartRange

    /// - Parameter place: of the objective, among the study's.
    init(_ view: RunView, by place: Int) {
        series = ScoreSeries(view, by: place, spread: nil)
        range = ChartRange(series)
    }

    /// The drawing with its axes below a line that says what it is of.
    func lines(for console: Console) -> [String] {
        let title = console.styled("\(series.name), \(series.directionWords)", .bold)
        guard series.hasScores else { return [title, "no scores yet"] }
        let width = console.width > 0 ? min(console.width, 120) : 80
        let height = width < 70 ? 12 : 16
        let values = Scale(from: range.low, to: range.high, start: Double(height - 1), end: 0)
        let labels = Dictionary(
            values.ticks(about: height / 3).map { (row($0, values), Figures.value($0)) }
        ) { first, _ in first }
        let margin = max(labels.values.map(\.count).max() ?? 0, Self.axisName.count) + 1
        // What has no score has a row of its own.
        var canvas = Canvas(columns: max(width - margin - 2, 16), rows: height + (hasFailures ? 1 : 0))
        draw(on: &canvas, values)
        let rows = canvas.rows.enumerated().map { row, cells in
            let label = labels[row] ?? ""
            return String(repeating: " ", count: margin - 1 - label.count) + label
                + (labels[row] == nil ? " │" : " ┤")
                + cells.map { $0.shown(by: console) }.joined().trimmingEnd
        }
        return [title] + rows + axis(margin, canvas.columns)
            + Paragraph(series.description + (offWords ?? "")).lines(indent: 0, width: width)
            + [key(console)]
    }

    private func row(_ value: Double, _ values: Scale) -> Int { Int(clamping: values.place(value).rounded()) }

    private func column(_ index: Int, _ canvas: Canvas) -> Int {
        Int(clamping: steps(canvas.columns).place(Double(index)).rounded())
    }

    private func steps(_ columns: Int) -> Scale {
        Scale(from: 0, to: Double(max(series.points.count - 1, 1)), start: 0, end: Double(columns - 1))
    }

    // MARK: - What is drawn

    private func draw(on canvas: inout Canvas, _ values: Scale) {
        if let baseline = series.baseline {
            canvas.line(row(baseline, values), 0..<canvas.columns, Cell("┄", .dim, rank: 0))
        }
        var last: (column: Int, row: Int)?
        for point in series.bestSoFar + [(series.points.count - 1, series.bestSoFar.last?.score ?? 0)] {
            let place = (column: column(point.index, canvas), row: row(point.score, values))
            if let last { canvas.stair(from: last, to: place, Style.green) }
            last = place
        }
        for point in series.points {
            guard let score = point.score else { continue }
            let isOff = score > values.high || score < values.low
            canvas.put(
                Self.cell(point, isOff ? score > values.high : nil), column(point.index, canvas),
                row(score, values))
        }
        for point in series.points where point.look == .failed {
            canvas.put(Cell("×", .yellow, rank: 1), column(point.index, canvas), canvas.rows.count - 1)
        }
    }

    private var hasFailures: Bool { series.points.contains { $0.look == .failed } }

    private static let axisName = "step"

    /// - Parameter isAbove: where it lies outside of the drawing.
    private static func cell(_ point: ScoreSeries.Point, _ isAbove: Bool?) -> Cell {
        if let isAbove { return Cell(isAbove ? "▲" : "▼", .dim, rank: 2) }
        if point.isBest { return Cell("●", .bold, rank: 6) }
        return switch point.look {
        case .base: Cell("◆", nil, rank: 5)
        case .accepted: Cell("○", .green, rank: 4)
        default: Cell("·", nil, rank: 3)
        }
    }

    private func key(_ console: Console) -> String {
        var parts = ["◆ base", "● best", "○ \(series.accepted)", "· rejected"]
        if hasFailures { parts.append("× no score") }
        return console.styled(parts.joined(separator: "  "), .dim)
    }

    /// What there is no room for.
    private var offWords: String? {
        let count = series.points.count {
            $0.score.map { $0 > range.high || $0 < range.low } ?? false
        }
        return count == 0
            ? nil : " \(count) \(count == 1 ? "lies" : "lie") outside of the drawing, ▲ or ▼ at its edge."
    }

    private func axis(_ margin: Int, _ columns: Int) -> [String] {
        let scale = steps(columns)
        let ticks = scale.ticks(about: columns / 12).compactMap { Int(exactly: $0) }
            .filter { series.points.indices.contains($0) }
            .map { (Int(clamping: scale.place(Double($0)).rounded()), "\(series.points[$0].number)") }
        var (line, words) = (Array(repeating: Character("─"), count: columns), "")
        for (column, label) in ticks {
            line[column] = "┬"
            let start = max(column - (label.count - 1) / 2, words.isEmpty ? 0 : words.count + 1)
            words += String(repeating: " ", count: max(start - words.count, 0)) + label
        }
        let indent = String(repeating: " ", count: margin)
        return [
            indent + "└" + String(line), Self.axisName + indent.dropFirst(Self.axisName.count) + " " + words,
        ]
    }
}

/// One character of a drawing.
private struct Cell {
    let character: Character
    let style: Style?
    /// What is drawn over what: the greater over the smaller.
    let rank: Int

    init(_ character: Character, _ style: Style?, rank: Int) {
        self.character = character
        self.style = style
        self.rank = rank
    }

    func shown(by console: Console) -> String {
        style.map { console.styled(String(character), $0) } ?? String(character)
    }
}

/// A drawing as rows of characters, the top row first.
private struct Canvas {
    private(set) var rows: [[Cell]]
    let columns: Int

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = Array(repeating: Array(repeating: Cell(" ", nil, rank: -1), count: columns), count: rows)
    }

    mutating func put(_ cell: Cell, _ column: Int, _ row: Int) {
        guard rows.indices.contains(row), (0..<columns).contains(column), rows[row][column].rank <= cell.rank
        else { return }
        rows[row][column] = cell
    }

    mutating func line(_ row: Int, _ range: Range<Int>, _ cell: Cell) {
        for column in range { put(cell, column, row) }
    }

    /// A line to the right, and then up or down.
    mutating func stair(from start: (column: Int, row: Int), to end: (column: Int, row: Int), _ style: Style)
    {
        func cell(_ character: Character) -> Cell { Cell(character, style, rank: 1) }
        line(start.row, start.column..<max(start.column, end.column), cell("─"))
        guard start.row != end.row else { return put(cell("─"), end.column, end.row) }
        let isDown = end.row > start.row
        put(cell(isDown ? "╮" : "╯"), end.column, start.row)
        for row in (min(start.row, end.row) + 1)..<max(start.row, end.row) { put(cell("│"), end.column, row) }
        put(cell(isDown ? "╰" : "╭"), end.column, end.row)
    }
}
