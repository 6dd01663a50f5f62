/// Where a study's examples are, and what decides which split each belongs to.
///
/// Files are JSON lines, their paths relative to the top of the checkout.
package enum ExampleSource: Hashable, Sendable {
    /// One file, of which each split gets a share.
    case shares(of: String, SplitSettings)
    /// One file, in which a field of each example names its split.
    case field(String, of: String)
    /// A file for each split.
    case files(SplitFiles)

    /// The files, each once.
    package var paths: [String] {
        switch self {
        case .shares(let file, _), .field(_, let file): [file]
        case .files(let files): Split.allCases.compactMap { files[$0] }
        }
    }

    /// The shares, where those decide.
    package var shares: SplitSettings? {
        if case .shares(_, let shares) = self { shares } else { nil }
    }

    /// The field, where one decides.
    package var field: String? {
        if case .field(let name, _) = self { name } else { nil }
    }

    /// Tells whether a split can have examples: a field's values are known only from the file.
    package func mayHave(_ split: Split) -> Bool {
        switch self {
        case .shares(_, let shares): shares[split] != nil
        case .field: true
        case .files(let files): files[split] != nil
        }
    }
}

/// The file of each split.
package struct SplitFiles: Hashable, Sendable {
    package var train: String
    package var validation: String?
    package var confirm: String?
    package var test: String?

    package init(
        train: String, validation: String? = nil, confirm: String? = nil, test: String? = nil
    ) {
        self.train = train
        self.validation = validation
        self.confirm = confirm
        self.test = test
    }

    package subscript(split: Split) -> String? {
        switch split {
        case .train: train
        case .validation: validation
        case .confirm: confirm
        case .test: test
        }
    }
}

/// How many examples each split gets.
package struct SplitSettings: Hashable, Sendable {
    package enum Share: Hashable, Sendable {
        case count(Int)
        /// From 0 to 1.
        case fraction(Double)
        case rest
    }
    package var train: Share
    package var validation: Share?
    package var confirm: Share?
    package var test: Share?

    package init(
        train: Share = .rest, validation: Share? = nil, confirm: Share? = nil, test: Share? = nil
    ) {
        self.train = train
        self.validation = validation
        self.confirm = confirm
        self.test = test
    }

    package subscript(split: Split) -> Share? {
        switch split {
        case .train: train
        case .validation: validation
        case .confirm: confirm
        case .test: test
        }
    }
}
