import StudyModel
import Text

/// A curve that holds its value until the next point, with what it may be off by.
struct CurveSeries: Hashable, Sendable {
    struct Point: Hashable, Sendable {
        let x: Double
        let y: Double
        /// How far the band reaches to each side; 0 where nothing is known of that.
        var reach = 0.0
    }

    /// What its line is called, with where it ends.
    let title: String
    /// The class of its elements.
    let look: String
    /// By `x`.
    let points: [Point]
}

/// What several curves are drawn over.
struct CurveAxes: Hashable, Sendable {
    /// What the drawing is called.
    let title: String
    /// What values are of, and what they are over.
    let name: String
    let over: String
    /// What all of it must hold beside the curves.
    var values: [Double] = []
    /// What the curves are beside, such as the base; `nil` for nothing.
    var baseline: Double?
}

/// Curves over one axis, with bands: what the template `curve_chart` shows.
struct CurveChart: Hashable, Sendable {
    let kind: String
    let id: String
    let width: String
    let height: String
    let title: String
    let description: String
    let name: String
    let right: String
    let over: String
    let overY: String
    let axis: String
    let valueTicks: [Tick]
    let stepTicks: [Tick]
    let baselinePath: String?
    let bandAreas: [Shape]
    let curves: [Shape]

    /// An element with the words that appear when it is pointed at.
    struct Shape: Hashable, Sendable {
        let line: String
        let look: String
        let title: String
    }

    /// - Parameter id: what its elements' IDs begin with.
    init(_ series: [CurveSeries], over axes: CurveAxes, id: String, frame: ChartFrame) {
        let points = series.flatMap(\.points)
        let ends = points.flatMap { [$0.y - $0.reach, $0.y + $0.reach] } + axes.values
        let values = Scale(
            from: ends.min() ?? 0, to: ends.max() ?? 1, start: frame.bottom, end: frame.top)
        let labels = values.ticks(about: 5).map { (value: $0, label: Figures.value($0)) }
        let left = 10 + 7.2 * Double(labels.map(\.label.count).max() ?? 1)
        let right = frame.width - 10
        let last = max(points.map(\.x).max() ?? 1, 1)
        // A little beyond the last place, so that what happened there is to be seen.
        let end = last * 1.04
        let places = Scale(from: 0, to: end, start: left + 8, end: right)
        kind = frame.kind.rawValue
        self.id = "\(id)-\(frame.kind.rawValue)"
        width = px(frame.width)
        height = px(frame.height)
        title = axes.title
        description = series.map(\.title).joined(separator: "; ")
        name = axes.name
        over = axes.over
        overY = px(frame.height - 4)
        self.right = px(right)
        axis = "M\(px(left)) \(px(frame.axis))H\(px(right))"
        valueTicks = labels.map { value, label in
            let y = values.place(value)
            return Tick(
                line: "M\(px(left)) \(px(y))H\(px(right))", x: px(left - 6), y: px(y + 4), label: label)
        }
        stepTicks = places.ticks(about: frame.kind == .wide ? 10 : 5).compactMap { Int(exactly: $0) }
            .filter { Double($0) <= last }.map {
                let x = places.place(Double($0))
                return Tick(
                    line: "M\(px(x)) \(px(frame.axis))v4", x: px(x), y: px(frame.stepLabels), label: "\($0)")
            }
        baselinePath = axes.baseline.map { "M\(px(left)) \(px(values.place($0)))H\(px(right))" }
        let outline = { (series: CurveSeries, side: Double) in
            let held = series.points.last.map { [CurveSeries.Point(x: end, y: $0.y, reach: $0.reach)] } ?? []
            return (series.points + held).map {
                (places.place($0.x), values.place($0.y + side * $0.reach))
            }
        }
        bandAreas = series.filter { $0.points.contains { $0.reach > 0 } }.map { series in
            Shape(
                line: Self.forth(outline(series, 1)) + Self.back(outline(series, -1)) + "Z",
                look: series.look, title: series.title)
        }
        curves = series.map { series in
            Shape(line: Self.forth(outline(series, 0)), look: series.look, title: series.title)
        }
    }

    /// Each value is held until the next place.
    private static func forth(_ points: [(x: Double, y: Double)]) -> String {
        guard let first = points.first else { return "" }
        return points.dropFirst().reduce("M\(px(first.x)) \(px(first.y))") {
            $0 + "H\(px($1.x))V\(px($1.y))"
        }
    }

    /// The same from the last point to the first.
    private static func back(_ points: [(x: Double, y: Double)]) -> String {
        guard let last = points.last else { return "" }
        let pairs = zip(points.dropFirst(), points).reversed()
        return pairs.reduce("V\(px(last.y))") { path, pair in
            path + "H\(px(pair.0.x))V\(px(pair.1.y))"
        } + (points.first.map { "H\(px($0.x))" } ?? "")
    }
}
