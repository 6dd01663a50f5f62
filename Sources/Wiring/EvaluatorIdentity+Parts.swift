import StudyFile
import StudyModel
import Text
import Workspaces

extension EvaluatorIdentity {
    /// The settings that go into each part that is made of settings; a key stands for those below it too.
    private static let keys = [
        "commands": ["evaluator.setup", "evaluator.build", "evaluator.gates", "evaluator.command"],
        "results": ["evaluator.results", "evaluator.missing"],
        "measure": ["evaluator.deterministic", "evaluator.measure"],
        "environment": [
            "evaluator.hidden", "evaluator.secrets", "evaluator.keep", "evaluator.sandbox",
        ],
    ]

    /// The identity of a study's evaluator as it is now, with its files and inputs; throws where an input is missing.
    package init(of plan: StudyPlan, _ settings: RecordedSettings, checkout: String) throws {
        var parts = Self.keys.mapValues { Self.digest(of: $0, settings) }
        parts["files"] = plan.files.digest
        parts["inputs"] = try plan.layout(checkout: checkout).inputsDigest()
        var whole = Digest()
        for (name, digest) in parts.sorted(by: { $0.key < $1.key }) { whole.append("\(name) \(digest)\n") }
        self.init(id: whole.text, parts: parts)
    }

    /// What acts as hone did before there was the key adds nothing, so a new key leaves every older evaluator what it was.
    private static func digest(of keys: [String], _ settings: RecordedSettings) -> String {
        var digest = Digest()
        for (key, setting) in settings.byKey.sorted(by: { $0.key < $1.key }) {
            guard keys.contains(where: { key == $0 || key.hasPrefix($0 + ".") }),
                setting.value != KeyReference.named(key)?.before
            else { continue }
            digest.append("\(key) \(setting.value.text)\n")
        }
        return digest.text
    }
}
