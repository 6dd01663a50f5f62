import Text

/// What a run is: the content of `run.json` in the root of its journal.
package struct RunRecord: Hashable, Sendable {
    /// The version of the format; a reader of an unknown one says what to do.
    package static let currentVersion = 1
    /// The greatest `needs` of a run that this program reads rightly.
    package static let greatestNeeds = 2
    /// The rules that a run of this program follows, by part: what a strategy keeps inside is rebuilt under these numbers.
    package static let currentAlgorithms = [
        "random": 1, "strategy": 2, "acceptance": 1, "evidence": 4, "mutation": 1, "tune": 1,
    ]

    /// The least that a program must know to read the run rightly: 2 where several objectives decide, of which others would go by the first alone.
    package var needs: Int
    package var run: RunName
    /// The name that it began with, where it has another one here now; never stored.
    package var startedAs: RunName?
    /// The writer that started the run; its steps are shown without a writer.
    package var writer: WriterID
    package var settings: RecordedSettings
    /// The study that the settings are read as.
    package var study: Study
    /// Settings whose values this program does not know, which have stand-ins in the study.
    package var unknownSettings: [SettingsReading.Unknown] = []
    /// Candidate 0.
    package var base: CommitID
    package var baseTree: TreeID
    /// The commits from which lineages begin beside the base, as their names stood when the run began.
    package var starts: [CommitID] = []
    package var algorithms = RunRecord.currentAlgorithms
    package var evaluator: EvaluatorIdentity
    /// `nil` where nothing is known of the machine.
    package var host: HostFacts?
    /// `nil` for a run of its own.
    package var sweep: SweepCell?
    /// The root of the run that this one measures anew.
    package var verifies: CommitID?
    /// Versions by program: `hone`, `git`, `libgit2`, ….
    package var programs: [String: String]
    /// Seconds since 1970.
    package var startedAt: Int64

    package init(
        run: RunName, writer: WriterID, settings: RecordedSettings = .init(), study: Study, base: CommitID,
        baseTree: TreeID, evaluator: EvaluatorIdentity, programs: [String: String] = [:], startedAt: Int64
    ) {
        needs = study.otherObjectives.isEmpty ? Self.currentVersion : 2
        self.run = run
        self.writer = writer
        self.settings = settings
        self.study = study
        self.base = base
        self.baseTree = baseTree
        self.evaluator = evaluator
        self.programs = programs
        self.startedAt = startedAt
    }
}

/// The identity of all that gives a figure its meaning; figures of two identities are not alike.
package struct EvaluatorIdentity: Hashable, Sendable {
    /// A digest over the parts.
    package var id: String
    /// The digests that went into it, by name: `files`, `inputs`, `commands`, `results`, `measure`, `environment`.
    package var parts: [String: String]

    package init(id: String, parts: [String: String] = [:]) {
        self.id = id
        self.parts = parts
    }

    /// Whether all that it is made of is known.
    package var isWhole: Bool { !id.isEmpty && !parts.isEmpty }

    /// Tells whether figures by this evaluator may be put beside those by another: none of the parts that are known of both differs.
    package func isAlike(_ other: EvaluatorIdentity) -> Bool {
        if id == other.id { return true }
        return !(parts.isEmpty && other.parts.isEmpty) && differingParts(from: other).isEmpty
    }

    /// Returns the names of the parts that differ, of those that are known of both.
    package func differingParts(from other: EvaluatorIdentity) -> [String] {
        parts.filter { name, digest in other.parts[name].map { $0 != digest } ?? false }.keys.sorted()
    }
}

/// The machine that a run was started on; what is not known is `nil`.
package struct HostFacts: Hashable, Sendable {
    /// Names the machine and tells nothing else of it.
    package var id: String?
    package var os: String?
    package var cpu: String?
    package var cores: Int?

    package init(id: String? = nil, os: String? = nil, cpu: String? = nil, cores: Int? = nil) {
        self.id = id
        self.os = os
        self.cpu = cpu
        self.cores = cores
    }
}

/// Where a run stands in a sweep.
package struct SweepCell: Hashable, Sendable {
    /// The sweep's name.
    package var id: String
    /// The sweep's identity; `nil` where that is not known.
    package var root: CommitID?
    /// Which combination of levels it is, from 0.
    package var cell: Int
    /// Which of the cell's seeds.
    package var seed: UInt64
    /// What the cell varies, by key, in the study file's vocabulary.
    package var levels: [String: JSONValue]

    package init(id: String, root: CommitID? = nil, cell: Int, seed: UInt64, levels: [String: JSONValue]) {
        self.id = id
        self.root = root
        self.cell = cell
        self.seed = seed
        self.levels = levels
    }
}
