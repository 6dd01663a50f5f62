import TestSupport

extension Study {
    /// The sum study, with a model behind an endpoint as its proposer.
    ///
    /// - Parameters:
    ///   - settings: further keys of `proposer`.
    ///   - budget: further keys of `budget`.
    static func chat(
        _ endpoint: ScriptedEndpoint, steps: Int = 1, settings: String = "structured_output: off",
        budget: String? = nil
    ) -> Study {
        let model = "{name: scripted, url: \"\(endpoint.url)\", key: HONE_TEST_KEY, price: {in: 1, out: 10}}"
        let study = Study.sum(
            steps: steps, proposer: "kind: chat, models: [\(model)], \(settings)")
        guard let budget else { return study }
        return Study(
            text: study.text.replacing(
                "budget: {steps: \(steps)}", with: "budget: {steps: \(steps), \(budget)}"),
            files: study.files)
    }
}

extension UserRepository {
    /// A repository with a study that asks an endpoint once for each reply, with a key at hand.
    convenience init(_ study: Study, key: String, files: [String: String] = [:]) throws {
        try self.init(study, files: files)
        variables = ["HONE_TEST_KEY": key, "HONE_MODEL_TRIES": "1"]
    }
}
