import LanguageModel
import StudyModel

extension ModelFailure: Reportable {
    private var goOn: String { "then go on with `hone run --resume`" }

    /// Why a language model cannot be asked, at this step or any other.
    package var report: ErrorReport {
        let name = model
        return switch cause {
        case .noKey(.environment(let variable)):
            ErrorReport(
                what: "There is no key for the model '\(name)'",
                causes: ["the environment variable '\(variable)' is not set"],
                hint: "Set it: `export \(variable)=…`")
        case .noKey(.command(let command)):
            ErrorReport(
                what: "There is no key for the model '\(name)'", causes: ["`\(command)` printed none"],
                hint: "Correct the command in `proposer.models`")
        case .unusableKey:
            ErrorReport(
                what: "The key for the model '\(name)' cannot be sent",
                causes: ["it has a character that no header may hold"],
                hint: "Look for a space or a line end in it")
        case .unusableURL(.notHTTP):
            ErrorReport(
                what: "The address of the model '\(name)' is no http or https address",
                hint: "Correct `url` in `proposer.models`")
        case .unusableURL(.hasCredentials):
            ErrorReport(
                what: "The address of the model '\(name)' holds a name or password",
                causes: ["a study file is recorded with every run"],
                hint: "Take it out of `url`, and name a variable with the key as `key`")
        case .unauthorized(let words):
            ErrorReport(
                what: "The endpoint did not take the key for '\(name)'",
                causes: [words].filter { !$0.isEmpty },
                hint: "Check the key, \(goOn)")
        case .quotaSpent(let words):
            ErrorReport(
                what: "The quota for '\(name)' is spent", causes: [words].filter { !$0.isEmpty },
                hint: "Nothing that was recorded is lost. Fill it up, \(goOn)")
        case .notFound(let words):
            ErrorReport(
                what: "The endpoint knows no model '\(name)', or has no API there",
                causes: [words].filter { !$0.isEmpty },
                hint: "Check `name` and `url` in `proposer.models`; a new run takes up what changed")
        case .redirected(let address):
            ErrorReport(
                what: "The endpoint of '\(name)' sends elsewhere, and a key is not sent there",
                causes: [address], hint: "If you trust it, name that address as `url` in `proposer.models`")
        case .badRequest(_, let words, true):
            ErrorReport(
                what: "The model '\(name)' takes no request of this form",
                causes: [words].filter { !$0.isEmpty },
                hint: "No step is spent. Change what it names in `proposer`, and `hone check` asks once more")
        case .webPage(let beginning):
            ErrorReport(
                what: "The address of the model '\(name)' answers with a page for people",
                causes: [beginning],
                hint: "Check `url` in `proposer.models`: a login or a proxy may stand before it")
        case .notTrusted(let host, let reason):
            ErrorReport(
                what: "The certificate of \(host) is not trusted", causes: [reason].filter { !$0.isEmpty },
                hint: "Name the file of your authority: `export CURL_CA_BUNDLE=FILE`, \(goOn)")
        case .noLibrary:
            ErrorReport(
                what: "libcurl, which asks models, is not on this machine",
                hint: "Install it: `apt-get install libcurl4`")
        default:
            ErrorReport(
                what: "The model '\(name)' gave no reply", causes: [sentence], hint: "Try again")
        }
    }
}
