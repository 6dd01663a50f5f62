import StudyModel
import Text

/// What a new study file is made of.
package struct StudyDraft: Hashable, Sendable {
    package var name: String
    package var instructions: String
    /// The starting artifact; `nil` for the default.
    package var base: String?
    package var editable: [String]
    /// Patterns of the evaluator's own files.
    package var files: [String]
    package var build: String?
    package var gates: [String]
    package var command: String
    /// The objective's name; `nil` for a lone number.
    package var metric: String?
    package var direction: Direction
    /// Further keys, by their dotted paths.
    package var settings: [String: JSONValue] = [:]
    /// Lines to consider, which the file ends with as comments.
    package var remarks: [String] = []

    package init(
        name: String, instructions: String = "", base: String? = nil, editable: [String],
        files: [String] = [],
        build: String? = nil, gates: [String] = [], command: String, metric: String? = nil,
        direction: Direction
    ) {
        self.name = name
        self.instructions = instructions
        self.base = base
        self.editable = editable
        self.files = files
        self.build = build
        self.gates = gates
        self.command = command
        self.metric = metric
        self.direction = direction
    }

    /// The keys that the draft decides, as YAML.
    var values: [String: String] {
        var values = [
            "study": YAML.scalar(name), "artifact.editable": YAML.list(editable),
            "evaluator.command.run": YAML.scalar(command), "objective.direction": direction.rawValue,
        ]
        if !instructions.isEmpty { values["instructions"] = YAML.block(instructions) }
        if let base { values["artifact.base"] = YAML.scalar(base) }
        if !files.isEmpty { values["evaluator.files"] = YAML.list(files) }
        if let build { values["evaluator.build.run"] = YAML.scalar(build) }
        if !gates.isEmpty { values["evaluator.gates"] = YAML.list(gates) }
        if let metric { values["objective.metric"] = YAML.scalar(metric) }
        return values.merging(settings.mapValues(YAML.text)) { $1 }
    }
}
