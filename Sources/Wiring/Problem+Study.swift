import StudyModel

extension Problem {
    /// What is wrong with a study, or with its base.
    package enum Study: Hashable, Sendable {
        case invalidName(String)
        case setupFailed(reason: String, output: String)
        case badPattern(String)
        case badPrompt(reason: String)
        case missingInput(from: String, path: String)
        case examples(file: String, reason: String)
        case slotsInsideRepository(root: String)
        case proposedFromOutside
        case noStudyFile(path: String)
        case studyFileExists(path: String)
        case unreadableFile(path: String, reason: String)
        case unknownBase(String)
        case nothingEditable(patterns: [String], base: String)
        case sandboxUnavailable(reason: String)
        case folderNotEmpty(path: String)
        case baseFailed(outcome: Outcome, reason: String?, feedback: String)
    }
}
