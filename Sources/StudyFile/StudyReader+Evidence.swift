import StudyModel

extension StudyReader {
    func readExamples(_ top: Section) -> ExampleSettings? {
        let known = KeyReference.children(of: "examples")
        let splits = KeyReference.children(of: "examples.split")
        guard let section = top.optionalSection("examples", known: known) else {
            for name in splits { findings.ask("examples.split." + name) }
            return nil
        }
        let file = section.require("file", .path)
        let id = section.read("id", .text, default: ExampleSettings(file: "").id)
        let expected = section.read("expected", .text, orNil: "none", default: nil)
        let split = readSplit(section.section("split", known: splits))
        let order = section.read("order", .word, default: ExampleSettings(file: "").order)
        let stratify = section.read("stratify", .text, orNil: "none", default: nil)
        return file.map {
            ExampleSettings(
                file: $0, id: id, expected: expected, split: split, order: order, stratify: stratify)
        }
    }

    private func readSplit(_ section: Section) -> SplitSettings {
        let train = section.read("train", .splitShare, default: SplitSettings().train)
        let validation = section.read("validation", .splitShare, orNil: "none", default: nil)
        let test = section.read("test", .splitShare, orNil: "none", default: nil)
        let shares = [train, validation, test].compactMap { $0 }
        let fractions = shares.reduce(0) { if case .fraction(let share) = $1 { $0 + share } else { $0 } }
        if shares.filter({ $0 == .rest }).count > 1 || fractions > 1 {
            findings.report("examples.split", at: section.place, .impossibleSplit)
        }
        return SplitSettings(train: train, validation: validation, test: test)
    }

    func readEvidence(_ top: Section) -> EvidenceSettings {
        let section = top.section("evidence", known: KeyReference.children(of: "evidence"))
        let standard = EvidenceSettings()
        let template = section.read("template", .word, default: standard.template)
        let horizon = section.section("horizon", known: KeyReference.children(of: "evidence.horizon"))
        let steps = horizon.read(
            "steps", .wholeNumber(atLeast: 1), orNil: "all", default: standard.horizon.steps)
        let keep = horizon.read("keep", .word, default: standard.horizon.keep)
        let memory = section.read("memory", .wholeNumber(atLeast: 0), default: standard.memory)
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
