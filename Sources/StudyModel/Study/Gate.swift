import Text

/// What a candidate has to pass before it is scored: a command that must exit with 0, and may give a figure that must lie within bounds.
package struct Gate: Hashable, Sendable {
    /// A figure that a gate gives, such as what a quick and rough evaluation says.
    package struct Score: Hashable, Sendable {
        /// What it is called.
        package var metric: String
        /// `nil` for no bound.
        package var atLeast: Double?
        package var atMost: Double?

        package init(metric: String, atLeast: Double? = nil, atMost: Double? = nil) {
            self.metric = metric
            self.atLeast = atLeast
            self.atMost = atMost
        }

        /// The bound that a value breaks, in words; `nil` where it breaks none.
        package func broken(by value: Double) -> String? {
            if let atLeast, value < atLeast { return "at least \(Self.text(atLeast))" }
            if let atMost, value > atMost { return "at most \(Self.text(atMost))" }
            return nil
        }

        /// A number as the study file would have it.
        package static func text(_ value: Double) -> String { JSONValue.number(value).text }
    }

    package var command: TimedCommand
    /// `nil` where its exit code says all.
    package var score: Score?

    package init(_ command: TimedCommand, score: Score? = nil) {
        self.command = command
        self.score = score
    }
}
