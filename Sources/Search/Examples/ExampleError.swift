import StudyModel

/// What is wrong with a file of examples.
package enum ExampleError: Error, Hashable, Sendable {
    /// A line is no JSON object; lines are counted from 1.
    case notAnObject(line: Int)
    /// A line lacks a field, or it holds neither text nor a number nor true or false.
    case noField(String, line: Int)
    /// Two lines have the same ID.
    case duplicateID(String, line: Int)
    /// The splits ask for more examples than the file has.
    case tooFew(asked: Int, found: Int)
    /// A fraction is not from 0 to 1, or a count is negative.
    case badShare(Split)
    /// More than one split asks for the rest.
    case twoRests
}
