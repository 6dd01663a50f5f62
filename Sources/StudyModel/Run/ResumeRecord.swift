import Text

/// The loop goes on with other choices, or on another machine.
package struct ResumeRecord: Hashable, Sendable {
    /// A setting that is another one from now on.
    package struct Setting: Hashable, Sendable {
        /// In the study file's own vocabulary.
        package var value: JSONValue
        /// Who said so, such as `option`.
        package var from: String

        package init(value: JSONValue, from: String) {
            self.value = value
            self.from = from
        }
    }

    /// Those that changed, by their dotted keys.
    package var settings: [String: Setting]
    /// The identity of what judges, which was looked at anew.
    package var evaluator: String?
    /// The machine; `nil` where that is not known.
    package var host: String?
    /// The versions that go on, by program.
    package var programs: [String: String]
    package var recordedAt: Int64

    package init(
        settings: [String: Setting], evaluator: String? = nil, host: String? = nil,
        programs: [String: String] = [:], recordedAt: Int64
    ) {
        self.settings = settings
        self.evaluator = evaluator
        self.host = host
        self.programs = programs
        self.recordedAt = recordedAt
    }

    /// Takes in what a later one says.
    mutating func add(_ later: ResumeRecord) {
        settings.merge(later.settings) { _, new in new }
        programs.merge(later.programs) { _, new in new }
        evaluator = later.evaluator ?? evaluator
        host = later.host ?? host
        recordedAt = later.recordedAt
    }
}

/// From now on another evaluator judges: what was measured before does not compare with what comes.
package struct EvaluatorChangeRecord: Hashable, Sendable {
    /// The identity of the new one.
    package var evaluator: String
    /// Of what it is made up, each part's digest.
    package var parts: [String: String]
    /// The parts that differ.
    package var changed: [String]
    package var recordedAt: Int64

    package init(evaluator: String, parts: [String: String], changed: [String], recordedAt: Int64) {
        self.evaluator = evaluator
        self.parts = parts
        self.changed = changed
        self.recordedAt = recordedAt
    }
}
