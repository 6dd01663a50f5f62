import LanguageModel
import StudyModel

extension Problem {
    /// Why a language model cannot be asked, at this step or any other.
    package struct Model: Hashable, Sendable {
        package enum Cause: Hashable, Sendable {
            case noKey(variable: String)
            case noKeyPrinted(command: String)
            case unusableKey
            /// It is no http or https address.
            case unusableURL
            /// It holds a name or password, which would be recorded.
            case credentialsInURL
            case unauthorized(words: String)
            case quotaSpent(words: String)
            case notFound(words: String)
            case redirected(to: String)
            /// A failure that another try may not meet, in one line.
            case passing(sentence: String)
        }

        /// As the study names it.
        package let name: String
        package let cause: Cause

        init(_ failure: ModelFailure) {
            name = failure.model
            cause =
                switch failure.cause {
                case .noKey(.environment(let variable)): .noKey(variable: variable)
                case .noKey(.command(let command)): .noKeyPrinted(command: "\(command)")
                case .unusableKey: .unusableKey
                case .unusableURL(.notHTTP): .unusableURL
                case .unusableURL(.hasCredentials): .credentialsInURL
                case .unauthorized(let words): .unauthorized(words: words)
                case .quotaSpent(let words): .quotaSpent(words: words)
                case .notFound(let words): .notFound(words: words)
                case .redirected(let address): .redirected(to: address)
                default: .passing(sentence: failure.sentence)
                }
        }
    }
}
