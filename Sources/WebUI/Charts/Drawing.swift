import StudyModel
import Text

/// A number as drawings write it: a tenth of a pixel is fine enough.
func px(_ value: Double) -> String { Figures.fixed(value, digits: 1) }

/// One mark of a chart with the words that appear when it is pointed at.
struct Mark: Hashable, Sendable {
    let x: String
    let y: String
    let look: String
    /// The path of a mark that is no circle.
    let shape: String
    let title: String
}

/// A small mark on an axis, with its label.
struct Tick: Hashable, Sendable {
    let line: String
    let x: String
    let y: String
    let label: String
}

/// Words within a drawing.
struct Caption: Hashable, Sendable {
    let x: String
    let y: String
    let look: String
    let text: String
}
