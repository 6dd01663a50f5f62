import StudyModel

extension StudyReader {
    func readEvidence(_ top: Section) -> EvidenceSettings {
        let section = top.section("evidence", known: KeyReference.children(of: "evidence"))
        let standard = EvidenceSettings()
        let template = section.read("template", .word, default: standard.template)
        let horizon = section.section("horizon", known: KeyReference.children(of: "evidence.horizon"))
        let steps = horizon.read(
            "steps", .wholeNumber(atLeast: 1), orNil: "all", default: standard.horizon.steps)
        let keep = horizon.read("keep", .word, default: standard.horizon.keep)
        let memory = section.read(
            "memory", .wholeNumber(atLeast: 0, atMost: 1000), default: standard.memory)
        let show = section.readList("show", Form<EvidenceSettings.Part>.word, default: standard.show)
        let stages = readItems("stages", in: section, .group) { stage in
            let below = stage.has("below") ? stage.require("below", .number) : nil
            return stage.require("say", .text).map { FeedbackStage(below: below, say: $0) }
        }
        let limit = section.read("limit", .tokens, orNil: "none", default: standard.limit)
        return EvidenceSettings(
            template: template, horizon: CreditHorizon(steps: steps, keep: keep), memory: memory, show: show,
            stages: stages, limit: limit)
    }
}
