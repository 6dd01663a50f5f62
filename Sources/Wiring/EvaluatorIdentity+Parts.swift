import StudyFile
import StudyModel
import Text
import Workspaces

extension EvaluatorIdentity {
    /// The settings that go into each part, files and inputs by what they name; a key stands for those below it too.
    private static let keys = [
        "files": ["evaluator.files"], "inputs": ["evaluator.inputs"],
        "commands": ["evaluator.setup", "evaluator.build", "evaluator.gates", "evaluator.command"],
        "results": ["evaluator.results", "evaluator.missing", "objective.aggregate"],
        "measure": ["evaluator.deterministic", "evaluator.measure"],
        "environment": [
            "evaluator.hidden", "evaluator.secrets", "evaluator.keep", "evaluator.sandbox",
        ],
    ]

    /// The parts that a setting goes into.
    package static func parts(of key: String) -> [String] {
        keys.filter { $0.value.contains { key == $0 || key.hasPrefix($0 + ".") } }.map(\.key)
    }

    /// The identity of a study's evaluator as it is now, with its files and inputs; throws where an input is missing.
    package init(of plan: StudyPlan, _ settings: RecordedSettings, checkout: String) throws {
        var parts: [String: String] = [:]
        for part in Self.keys.keys { parts[part] = Self.digest(of: part, settings) }
        parts["files"] = plan.files.digest
        parts["inputs"] = try plan.layout(checkout: checkout).inputsDigest()
        var whole = Digest()
        for (name, digest) in parts.sorted(by: { $0.key < $1.key }) { whole.append("\(name) \(digest)\n") }
        self.init(id: whole.text, parts: parts)
    }

    /// What acts as hone did before there was the key adds nothing, so a new key leaves every older evaluator what it was.
    private static func digest(of part: String, _ settings: RecordedSettings) -> String {
        var digest = Digest()
        for (key, setting) in settings.byKey.sorted(by: { $0.key < $1.key }) {
            guard parts(of: key).contains(part), setting.value != KeyReference.named(key)?.before else {
                continue
            }
            digest.append("\(key) \(setting.value.text)\n")
        }
        return digest.text
    }
}
