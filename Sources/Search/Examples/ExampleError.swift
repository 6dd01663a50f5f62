import StudyModel

/// What is wrong with a study's examples.
package enum ExampleError: Error, Hashable, Sendable {
    /// A line is no JSON object; lines are counted from 1.
    case notAnObject(line: Int)
    /// A line lacks a field, or it holds neither text nor a number nor true or false.
    case noField(String, line: Int)
    /// Two examples have the same ID; the line is the later one's.
    case duplicateID(String, line: Int)
    /// The field that names the split holds something else.
    case unknownSplit(String, field: String, line: Int)
    /// The splits ask for more examples than the file has.
    case tooFew(asked: Int, found: Int)
    /// A fraction is not from 0 to 1, or a count is negative.
    case badShare(Split)
    /// More than one split asks for the rest.
    case twoRests
    /// No example is in a split that the study uses.
    case empty(Split)
    /// A file is not there.
    case missingFile
    /// What is wrong is in one of several files.
    indirect case file(String, ExampleError)
}

extension ExampleError {
    /// What is wrong, in one line for people.
    package var sentence: String {
        switch self {
        case .notAnObject(let line): "line \(line) is no JSON object"
        case .noField(let name, let line): "line \(line) has no plain '\(name)'"
        case .duplicateID(let id, let line): "the ID '\(id)' of line \(line) is another example's already"
        case .unknownSplit(let value, let field, let line):
            "'\(field)' of line \(line) is '\(value)', not train, validation, confirm, test or none"
        case .tooFew(let asked, let found): "the splits ask for \(asked) examples, and there are \(found)"
        case .badShare(let split): "the share of '\(split.rawValue)' is none"
        case .twoRests: "more than one split asks for the rest"
        case .empty(let split): "no example is in '\(split.rawValue)', which the study uses"
        case .missingFile: "there is no such file in the checkout"
        case .file(let path, let error): "'\(path)': \(error.sentence)"
        }
    }
}
