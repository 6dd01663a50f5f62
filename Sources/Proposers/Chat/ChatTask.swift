import LanguageModel
import StudyModel

/// What a model is asked for, besides what each step's request says.
package struct ChatTask: Sendable {
    let settings: ChatSettings
    let artifact: ArtifactSettings
    let scope: ArtifactScope
    let prompts: PromptWriter

    /// Throws `ChatTaskError` where the study's own prompt cannot be read.
    package init(_ settings: ChatSettings, of study: Study) throws {
        self.settings = settings
        artifact = study.artifact
        scope = ArtifactScope(study)
        do {
            prompts = try PromptWriter(custom: settings.prompt)
        } catch let error as PromptWriter.BadTemplate {
            throw ChatTaskError.badPrompt(reason: error.reason)
        }
    }

    /// Whether files can be made or deleted: not between markers, and not where every pattern is a file's very name.
    var creates: Bool {
        artifact.regions == .wholeFile
            && artifact.editable.contains { $0.contains { "*?[".contains($0) } || $0.hasSuffix("/") }
    }
}

/// Why a chat cannot begin.
package enum ChatTaskError: Error, Hashable, Sendable {
    /// `proposer.prompt` is no Mustache template, or uses a name that nothing has.
    case badPrompt(reason: String)
}
