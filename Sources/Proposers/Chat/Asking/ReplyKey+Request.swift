import LanguageModel
import StudyModel
import Text
import Workspaces

extension ReplyKey {
    /// The key of what a request to a model will be answered with; limits and prices do not enter.
    init(step: StepID, request: ChatRequest, model: ModelSettings, turn: Int) {
        var digest = Digest()
        let parts =
            ["1", model.name, model.api.rawValue, model.url, String(turn), request.schema?.text ?? ""]
            + request.messages.flatMap { [$0.role.rawValue, $0.text] }
        // With their lengths, so that no two lists of parts give the same bytes.
        for part in parts { digest.append("\(part.utf8.count):\(part)") }
        self.init(step: step, request: digest.hexadecimal)
    }
}
