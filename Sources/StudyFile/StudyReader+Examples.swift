import StudyModel

extension StudyReader {
    func readExamples(_ top: Section) -> ExampleSettings? {
        for group in ["examples.file", "examples.split"] {
            for name in KeyReference.children(of: group) { findings.ask(group + "." + name) }
        }
        let known = KeyReference.children(of: "examples")
        guard let section = top.optionalSection("examples", known: known) else { return nil }
        let source = readSource(section)
        let id = section.read("id", .text, default: ExampleSettings(file: "").id)
        let expected = section.read("expected", .text, orNil: "none", default: nil)
        let order = section.read("order", .word, default: ExampleSettings(file: "").order)
        let stratify = section.read("stratify", .text, orNil: "none", default: nil)
        guard let source else { return nil }
        if stratify != nil, source.shares == nil {
            let because = source.field == nil ? "several files" : "examples.split.field"
            findings.warnings.append(.withoutEffect(keyPath: "examples.stratify", because: because))
        }
        return ExampleSettings(source, id: id, expected: expected, order: order, stratify: stratify)
    }

    /// One file and how it is split, or a file for each split.
    private func readSource(_ section: Section) -> ExampleSource? {
        let splits = section.section("split", known: KeyReference.children(of: "examples.split"))
        if case .map = section.value("file")?.content {
            let files = section.section("file", known: KeyReference.children(of: "examples.file"))
            if section.has("split") { section.report("split", .excluded(by: "a file for each split")) }
            return readFiles(files)
        }
        let file = section.require("file", .path)
        guard splits.has("field") else {
            let shares = readShares(splits)
            return file.map { .shares(of: $0, shares) }
        }
        let field = splits.require("field", .text)
        for split in Split.allCases.map(\.rawValue) where splits.has(split) {
            splits.report(split, .excluded(by: "'examples.split.field'"))
        }
        guard let file, let field else { return nil }
        return .field(field, of: file)
    }

    private func readFiles(_ section: Section) -> ExampleSource? {
        let train = section.require("train", .path)
        let validation = section.read("validation", .path, orNil: "none", default: nil)
        let test = section.read("test", .path, orNil: "none", default: nil)
        let files = [train, validation, test].compactMap { $0 }
        if Set(files).count < files.count {
            findings.report("examples.file", at: section.place, .sameFile)
        }
        return train.map { .files(SplitFiles(train: $0, validation: validation, test: test)) }
    }

    private func readShares(_ section: Section) -> SplitSettings {
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
}
