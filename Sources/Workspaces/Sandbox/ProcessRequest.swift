import Git

/// A process to run to its end: what, where, with which environment, how long, how confined.
///
/// All paths are the host's; a runner that confines translates those of the request itself, not those in `environment`
/// and `words` (ask `Sandbox.visiblePath` for these).
package struct ProcessRequest: Sendable {
    /// The executable, by name or path, and its arguments.
    package var words: [String]
    /// The working directory.
    package var directory: String
    /// The whole environment of the process.
    package var environment: [String: String]
    /// After this it is killed, with all that it has started.
    package var timeout: Duration
    /// Standard input; `nil` for none.
    package var input: [UInt8]?
    package var confinement: Confinement
    /// What becomes of daemons without a sandbox; in one they end.
    package var daemons: Daemons
    /// How many bytes of each stream are kept, half from its beginning and half from its end.
    package var outputLimit: Int
    /// Hears of standard error as it comes, on a thread of its own; without a sandbox alone.
    package var onError: (@Sendable ([UInt8]) -> Void)?

    /// For what takes as long as it takes: a year.
    package static let unlimited = Duration.seconds(366 * 86_400)

    package init(
        words: [String], directory: String, environment: [String: String], timeout: Duration,
        input: [UInt8]? = nil, confinement: Confinement = Confinement(), daemons: Daemons = .ended,
        outputLimit: Int = CapturedOutput.usualLimit
    ) {
        precondition(!words.isEmpty, "a process has an executable")
        self.words = words
        self.directory = directory
        self.environment = environment
        self.timeout = timeout
        self.input = input
        self.confinement = confinement
        self.daemons = daemons
        self.outputLimit = outputLimit
    }
}

extension ProcessRequest {
    /// git on what a slot holds, in an environment that was made for the slot.
    package init(
        git arguments: [String], directory: String, environment: [String: String], timeout: Duration,
        confinement: Confinement
    ) {
        self.init(
            words: GitInvocation.words(arguments), directory: directory, environment: environment,
            timeout: timeout, confinement: confinement)
    }
}
