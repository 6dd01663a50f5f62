/// What judges a candidate.
package struct EvaluatorSettings: Hashable, Sendable {
    /// What to do about an example without a result.
    package enum Missing: String, Hashable, Sendable, CaseIterable { case reject, worst }

    /// Patterns of files taken from the checkout, committed or not, and laid over every slot.
    package var files: [String]
    /// Of those, what no proposer and no candidate's build may see.
    package var hidden: [String]
    package var inputs: [EvaluatorInput]
    /// Runs once, on the base.
    package var setup: TimedCommand?
    package var build: TimedCommand?
    /// All must be passed before anything is scored.
    package var gates: [Gate]
    package var command: TimedCommand
    package var results: ResultSource
    package var missing: Missing
    /// Whether one trial decides, compared exactly.
    package var deterministic: Bool
    /// Whether what this clone measured before is not run again.
    package var cache: Bool
    package var measure: MeasureSettings
    /// Environment variables, by name, that the command may read.
    package var secrets: [String]
    package var keep: KeepSettings
    package var sandbox: SandboxSettings

    package init(
        files: [String] = [], hidden: [String] = [], inputs: [EvaluatorInput] = [],
        setup: TimedCommand? = nil,
        build: TimedCommand? = nil, gates: [Gate] = [], command: TimedCommand,
        results: ResultSource = .auto, missing: Missing = .reject, deterministic: Bool = false,
        cache: Bool = true, measure: MeasureSettings = .init(), secrets: [String] = [],
        keep: KeepSettings = .init(),
        sandbox: SandboxSettings = .init()
    ) {
        self.files = files
        self.hidden = hidden
        self.inputs = inputs
        self.setup = setup
        self.build = build
        self.gates = gates
        self.command = command
        self.results = results
        self.missing = missing
        self.deterministic = deterministic
        self.cache = cache
        self.measure = measure
        self.secrets = secrets
        self.keep = keep
        self.sandbox = sandbox
    }
}

/// Something that the evaluator needs and git does not hold; bound read-only.
package struct EvaluatorInput: Hashable, Sendable {
    /// Where it lies: absolute, or relative to the top of the checkout.
    package var from: String
    /// Where the slot has it, relative to the slot.
    package var to: String

    package init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

/// Where the numbers are found in what a command leaves.
package enum ResultSource: Hashable, Sendable {
    /// `HONE_RESULTS` where the command wrote it, else the last line of standard output.
    case auto
    case file
    case stdout
    /// The first group of the last match in standard output.
    case regex(String)
    /// Standard output is one JSON object.
    case json
    case googleBenchmark, hyperfine, pytestBenchmark
    /// What evaluators say that were written for other programs.
    case openevolve, shinka
}

/// Untracked paths that survive between candidates in a slot.
package struct KeepSettings: Hashable, Sendable {
    package enum Policy: String, Hashable, Sendable, CaseIterable {
        /// Back to the snapshot after any outcome but scored.
        case warm
        /// Back to the snapshot always.
        case fresh
    }
    package var paths: [String]
    package var policy: Policy

    package init(paths: [String] = [], policy: Policy = .warm) {
        self.paths = paths
        self.policy = policy
    }
}

/// How evaluator commands are confined.
package struct SandboxSettings: Hashable, Sendable {
    package enum Mode: String, Hashable, Sendable, CaseIterable { case auto, required, off }
    package var mode: Mode
    package var network: Bool
    /// Bytes of address space, or `nil` for none.
    package var memory: Int?
    package var processes: Int?
    /// Further paths to bind read-only.
    package var read: [String]
    /// Further paths to bind writable.
    package var write: [String]
    /// Devices that commands may use.
    package var devices: [String]

    package init(
        mode: Mode = .auto, network: Bool = false, memory: Int? = nil, processes: Int? = nil,
        read: [String] = [], write: [String] = [], devices: [String] = []
    ) {
        self.mode = mode
        self.network = network
        self.memory = memory
        self.processes = processes
        self.read = read
        self.write = write
        self.devices = devices
    }
}
