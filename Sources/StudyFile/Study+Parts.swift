import StudyModel

// What a key stands for where a study keeps it in another shape.

extension Study {
    /// Of the study file's format: a recorded study is in that version's vocabulary.
    var version: Int {
        get { Self.currentVersion }
        set {}
    }
}

extension Study {
    /// What a study of one objective lacks.
    var furtherObjectives: [Objective]? {
        get { otherObjectives.isEmpty ? nil : otherObjectives }
        set { otherObjectives = newValue ?? [] }
    }
}

extension Budget {
    var money: Money? {
        get { cost.map { Money(amount: $0, currency: currency) } }
        set {
            cost = newValue?.amount
            currency = newValue?.currency ?? currency
        }
    }
}

extension ExampleSettings {
    /// A file for each part takes the place of what splits one file.
    var files: ExampleFiles {
        get {
            switch source {
            case .shares(let file, _), .field(_, let file): .one(file)
            case .files(let files): .each(files)
            }
        }
        set {
            switch newValue {
            case .one(let file): source = .shares(of: file, SplitSettings())
            case .each(let files): source = .files(files)
            }
        }
    }

    private var shares: SplitSettings? {
        get { source.shares }
        set {
            if case .shares(let file, _) = source, let newValue { source = .shares(of: file, newValue) }
        }
    }

    var trainShare: SplitSettings.Share? {
        get { shares?.train }
        set { if let newValue { shares?.train = newValue } }
    }

    var validationShare: SplitSettings.Share?? {
        get { shares.map(\.validation) }
        set { if let newValue { shares?.validation = newValue } }
    }

    var confirmShare: SplitSettings.Share?? {
        get { shares.map(\.confirm) }
        set { if let newValue { shares?.confirm = newValue } }
    }

    var testShare: SplitSettings.Share?? {
        get { shares.map(\.test) }
        set { if let newValue { shares?.test = newValue } }
    }

    var splitField: String? {
        get { source.field }
        set {
            if case .shares(let file, _) = source, let newValue { source = .field(newValue, of: file) }
        }
    }
}

extension ProposerSettings {
    /// Its kind; another one makes it a proposer of that kind, with that kind's defaults.
    var chosenKind: Kind {
        get { kind }
        set { self = newValue.usual }
    }

    var tune: TuneSettings? {
        get { tuning }
        set { if let newValue { self = .tune(newValue) } }
    }

    var agent: AgentSettings? {
        get { if case .agent(let settings) = self { settings } else { nil } }
        set { if let newValue { self = .agent(newValue) } }
    }

    var chat: ChatSettings? {
        get { if case .chat(let settings) = self { settings } else { nil } }
        set { if let newValue { self = .chat(newValue) } }
    }

    var replay: ReplaySettings? {
        get { if case .replay(let settings) = self { settings } else { nil } }
        set { if let newValue { self = .replay(newValue) } }
    }

    var commits: CommitsSettings? {
        get { if case .commits(let settings) = self { settings } else { nil } }
        set { if let newValue { self = .commits(newValue) } }
    }

    /// Of an agent's work or of a model's reply.
    var timeout: Duration? {
        get { agent?.timeout ?? chat?.timeout }
        set {
            guard let newValue else { return }
            agent?.timeout = newValue
            chat?.timeout = newValue
        }
    }
}

extension AgentSettings {
    /// A preset brings its own secrets and login.
    var preset: AgentPreset? {
        get { program.preset }
        set { if let newValue { self = AgentSettings(.preset(newValue)) } }
    }

    /// As a study names them: `default` stands for the preset's own.
    var namedSecrets: [String] {
        get { secrets }
        set { secrets = Self.names(newValue, of: preset?.secrets) }
    }

    var namedCredentials: [String] {
        get { credentials }
        set { credentials = Self.names(newValue, of: preset?.credentials) }
    }

    private static func names(_ names: [String], of preset: [String]?) -> [String] {
        names.flatMap { $0 == "default" ? preset ?? [] : [$0] }
    }

    var command: CommandLine? {
        get { program.command }
        set { if let newValue { program = .command(newValue) } }
    }

    /// A command has its words already.
    var presetArguments: [String]? {
        get { preset == nil ? nil : arguments }
        set { arguments = newValue ?? [] }
    }
}
