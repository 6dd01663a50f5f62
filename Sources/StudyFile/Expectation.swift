import StudyModel

/// What may stand at a key.
package enum Expectation: Hashable, Sendable, CustomStringConvertible {
    case text, key, name, truth, number, positiveNumber, share, confidence
    case wholeNumber(atLeast: Int)
    case atMost(Int)
    case duration, size, money, tokens, gain, constraint, splitShare, repeats, regularExpression
    /// The values that a number may be tuned to: both ends, and for a logarithmic scale above 0.
    case span(isPositive: Bool)
    /// What a formula that was read as none lacks.
    case formula(problem: String?)
    case command, path, homePath, file, environmentName, group
    /// Where a model is, and where its key is.
    case address, keySource
    case oneOf([String])
    /// In the words of whoever takes the value.
    case words(String)
    indirect case list(Expectation)
    /// The first, or a word such as `none` instead of it.
    indirect case either(Expectation, String)

    /// A noun phrase, to follow "must be".
    package var description: String {
        switch self {
        case .text: "text"
        case .key: "a plain key"
        case .name: "a name of lower-case letters, digits and hyphens, \(RunName.longestGiven) at most"
        case .truth: "true or false"
        case .number: "a number"
        case .positiveNumber: "a number above 0"
        case .share: "a share from 0 to 1, or a percentage such as 20%"
        case .confidence: "a number between 0.5 and 1, such as 0.95"
        case .wholeNumber(let least): "a whole number of at least \(least)"
        case .atMost(let most): "a whole number of at most \(most)"
        case .duration: "a duration such as 90s or 5m"
        case .size: "a size such as 512MiB or 2GiB"
        case .money: "an amount such as 5 USD"
        case .tokens: "a number of tokens such as 24000 tokens"
        case .gain: "a gain such as 1%, or a number in the metric's unit"
        case .constraint: "a limit such as \"<= 0.01\""
        case .formula(let problem):
            "a formula over rows such as f1(prediction, truth)" + (problem.map { " (\($0))" } ?? "")
        case .splitShare: "a number of examples, a percentage such as 20%, or rest"
        case .repeats:
            "a whole number of at least 1, or a race such as 2..10, from 2 to 5 at the least and from 5 to 10 at the most"
        case .span(let isPositive):
            "two ends such as 16..4096, the lower first" + (isPositive ? ", above 0 for scale: log" : "")
        case .regularExpression: "a regular expression with one group"
        case .command: "a command: text for the shell, a list of words, or {run: …, timeout: …}"
        case .path: "a path below the top of the repository"
        case .homePath: "a path below the home folder, such as ~/.config/agent.json"
        case .file: "the path of a file below the top of the repository"
        case .address: "an address such as http://127.0.0.1:8080"
        case .keySource: "the name of an environment variable, or {run: …} for a command that prints the key"
        case .environmentName: "the name of an environment variable"
        case .group: "a group of keys"
        case .oneOf(let words): Expectation.joined(words)
        case .words(let words): words
        case .list(let element): "a list, each item of it \(element)"
        case .either(let expectation, let word): "\(expectation), or \(word)"
        }
    }

    private static func joined(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }
}
