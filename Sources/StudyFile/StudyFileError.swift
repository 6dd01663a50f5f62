/// What is wrong with a study file: all that one pass found, in the order of the file.
package struct StudyFileError: Error, Hashable, Sendable {
    /// At least one.
    package private(set) var problems: [StudyFileProblem]
    /// The file's path as it was given; `nil` where a text was read that has none.
    package private(set) var file: String?

    /// Returns the error with the path of the file that it is about.
    package func found(in file: String) -> StudyFileError {
        var error = self
        error.file = file
        return error
    }

    /// Returns the error as one of the sweep's file, where that sets what is wrong; `place` tells where, by key.
    package func placed(in path: String, _ place: (String) -> Place?) -> StudyFileError {
        var error = self
        var isTheirs = true
        let problems = problems.map { problem in
            guard let found = place(problem.keyPath) else {
                isTheirs = false
                return problem
            }
            return StudyFileProblem(keyPath: problem.keyPath, place: found, kind: problem.kind)
        }
        guard isTheirs else { return self }
        error.problems = problems
        error.file = path
        return error
    }

    init(_ first: StudyFileProblem, _ rest: [StudyFileProblem] = []) { problems = [first] + rest }

    /// Returns `nil` where there is no problem.
    init?(_ problems: [StudyFileProblem]) {
        guard !problems.isEmpty else { return nil }
        self.problems = problems.enumerated()
            .sorted {
                ($0.element.place?.line ?? .max, $0.offset) < ($1.element.place?.line ?? .max, $1.offset)
            }
            .map(\.element)
    }
}

/// One thing that is wrong with a study file.
package struct StudyFileProblem: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The text is no YAML; `detail` is the parser's own words.
        case notYAML(detail: String)
        /// `nearest` is the known key that looks most like it, as a whole path, or `nil` where none comes near.
        case unknownKey(nearest: String?)
        case duplicateKey
        case missingKey(expected: Expectation)
        case wrongValue(expected: Expectation, found: String)
        /// The file has a version that this `hone` cannot read, or a newer one.
        case unknownVersion(found: String, known: Int)
        /// Something that is planned and that this version does not do; `available` can be written instead.
        case notAvailable(value: String, available: [String])
        /// The key has a meaning only beside another setting, such as `proposer.kind: agent`.
        case onlyWith(setting: String)
        /// A key that stands in the file itself, which is recorded with every run; it is not repeated.
        case literalKey
        /// A sweep's cells must all have the same of it: it gives a figure its meaning, or the sweep sets it.
        case notVaried
        /// A setting needs a split that `examples.split` does not name.
        case missingSplit(name: String)
        /// A pattern of `evaluator.hidden` that covers none of `evaluator.files`.
        case hidesNothing(pattern: String)
        /// A pattern that can match nothing, such as an open `[`.
        case emptyPattern(pattern: String)
        /// The key cannot stand beside something else, which is named as people read it.
        case excluded(by: String)
        /// Two splits have the same file.
        case sameFile
        /// More than one part is `rest`, or the shares add up to more than the whole.
        case impossibleSplit
    }

    /// The dotted path of the key, such as `evaluator.measure.repeats`; empty for the file as a whole.
    package let keyPath: String
    /// Where the key or value begins; `nil` for what is missing from the top level, or is not to be placed.
    package let place: Place?
    package let kind: Kind
}
