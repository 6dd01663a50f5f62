/// The size of a chart: one is shown on wide pages, one on narrow ones, so that its letters stay readable.
struct ChartFrame: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable { case wide, narrow }

    let kind: Kind
    let width: Double
    let height: Double
    let top = 26.0

    static let wide = ChartFrame(kind: .wide, width: 820, height: 320)
    static let narrow = ChartFrame(kind: .narrow, width: 340, height: 280)

    /// Where the lowest value lies.
    var bottom: Double { height - 64 }
    /// The line that holds steps without a score.
    var strip: Double { height - 50 }
    var axis: Double { height - 40 }
    var stepLabels: Double { height - 24 }
}
