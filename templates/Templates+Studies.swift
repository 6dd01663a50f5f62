extension Templates {
    /// The studies that `hone init --template` makes a repository of.
    package static var studies: [StudyTemplate] {
        ([atari, bbeh, mlPipeline] + daily).sorted { $0.name < $1.name }
    }

    /// What passes between hone, an evaluator and a candidate, and what stands in for a model: the same in every study of the paper.
    ///
    /// They lie in `templates/studies`.
    static var ofEveryStudy: [TemplateFile] {
        [
            TemplateFile(path: "stand_in.py", bytes: PackageResources.stand_in_py),
            TemplateFile(path: "study.py", bytes: PackageResources.study_py),
        ]
    }

    /// What the stand-in puts in place of a region.
    static func piece(_ region: String, _ name: String, _ bytes: [UInt8]) -> TemplateFile {
        TemplateFile(path: "pieces/\(region)/\(name).py", bytes: bytes)
    }
}
