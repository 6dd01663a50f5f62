import StudyModel
import Text

/// Sets numbers and changes nothing else: those that a study names as knobs, or those that are likely to matter.
///
/// Each proposal sets all of them, in the files where the search started, so it is the same from whatever parent. What was tried is read from the
/// request, and the method's state is worked out anew from that.
package struct TuneProposer: Proposer {
    private let settings: TuneSettings
    private let named: [KnobSettings]

    /// Draws of points before the proposer has nothing new to say.
    private static let draws = 60

    /// - Parameter knobs: the numbers that are tuned; where there are none, those that are likely to matter.
    package init(_ settings: TuneSettings, knobs: [KnobSettings]) {
        self.settings = settings
        named = knobs
    }

    package func propose(_ request: ProposalRequest) async throws -> Proposal {
        let table = try await KnobTable(named, in: request.origin)
        let method = try method(for: table)
        let trials = request.tries.compactMap { PointTrial($0, of: table.knobs) }
        var generator = SeededGenerator(seed: Seeds.derive(request.seed, "tune"))
        var sampler = method.sampler(of: table.knobs, after: trials)
        var point = firstPoint(of: request, method, table, &sampler)
        // What a method comes back to may all be known while the ranges are not used up.
        for number in 1...2 * Self.draws {
            let values = table.written(at: point)
            let changes = table.changes(values)
            if try await request.artifact.isNovel(changes) {
                return proposal(setting: table.knobs, to: values, changes)
            }
            if number == Self.draws { sampler = UniformSampler(dimensions: table.knobs.count) }
            point = sampler.draw(using: &generator)
        }
        return .nothing(
            Failure(.step, "all values of the numbers that were drawn have been evaluated"),
            summary: "no numbers", ends: .exhausted)
    }

    /// The point of a turn: the points of a generation are drawn together, by the seed of its first turn, and each turn has the one of its place.
    private func firstPoint(
        of request: ProposalRequest, _ method: TuneMethod, _ table: KnobTable,
        _ sampler: inout any PointSampler
    ) -> [Double] {
        let seeds = request.asked == 0 ? request.ahead + [request.seed] : [request.seed]
        let place = (seeds.count - 1) % method.generation(dimensions: table.knobs.count)
        var generator = SeededGenerator(seed: Seeds.derive(seeds[seeds.count - 1 - place], "generation"))
        for _ in 0..<place { _ = sampler.draw(using: &generator) }
        return sampler.draw(using: &generator)
    }

    /// Returns what will be tuned, and how; throws a `Failure` where there is nothing.
    package func plan(from origin: some ArtifactView) async throws -> TunePlan {
        let table = try await KnobTable(named, in: origin)
        let method = try method(for: table)
        return TunePlan(
            method: method.name, numbers: table.knobs.map(\.name),
            generation: method.generation(dimensions: table.knobs.count))
    }

    private func method(for table: KnobTable) throws -> TuneMethod {
        guard !table.knobs.isEmpty else {
            throw Failure(
                .run, "The editable files have no number that is likely to matter",
                hint: "Name in `artifact.knobs` what may be tuned, such as BLOCK: {in: 16..4096, scale: log}")
        }
        return TuneMethod(settings.method, for: table.knobs)
    }

    private func proposal(setting knobs: [Knob], to values: [Double], _ changes: [FileChange]) -> Proposal {
        let settings = zip(knobs, values).map { knob, value in
            "\(knob.name) to \(String(decoding: knob.place.setting(value).spelling, as: UTF8.self))"
        }
        let whole = "set " + settings.joined(separator: ", ")
        let summary = whole.clipped(to: 72)
        let rationale = summary == whole ? "" : settings.map { "- \($0)" }.joined(separator: "\n")
        var proposal = Proposal(
            changes: changes, summary: summary, rationale: rationale,
            edit: TuneLabel.text(of: knobs, values))
        proposal.numbers = zip(knobs, values).map { $0.place.change(to: $1) }.filter { $0.from != $0.to }
        return proposal
    }
}

/// What is tuned of an artifact.
package struct TunePlan: Hashable, Sendable {
    /// Never `auto`.
    package let method: TuneSettings.Method
    /// The numbers by their names.
    package let numbers: [String]
    /// How many proposals belong together: those that the method makes from one state, and learns from when it knows them all.
    package let generation: Int
}

/// A method by which points are found.
enum TuneMethod: Hashable, Sendable {
    case covariance, parzen, uniform

    /// Up to so many numbers a covariance is learned in the steps that a run has.
    private static let mostForCovariance = 30

    init(_ settings: TuneSettings.Method, for knobs: [Knob]) {
        switch settings {
        case .cma: self = .covariance
        case .tpe: self = .parzen
        case .random: self = .uniform
        case .auto:
            let fits = knobs.count <= Self.mostForCovariance && knobs.allSatisfy(\.range.isContinuous)
            self = fits ? .covariance : .parzen
        }
    }

    var name: TuneSettings.Method {
        switch self {
        case .covariance: .cma
        case .parzen: .tpe
        case .uniform: .random
        }
    }

    /// Points that are drawn before any of them is learned from.
    func generation(dimensions: Int) -> Int {
        self == .covariance ? CovarianceAdaptation.Constants(dimensions: dimensions).population : 1
    }

    func sampler(of knobs: [Knob], after trials: [PointTrial]) -> any PointSampler {
        let start = knobs.map { $0.range.coordinate(of: $0.start) }
        switch self {
        case .uniform: return UniformSampler(dimensions: knobs.count)
        case .parzen:
            return ParzenTree(
                knobs.map(\.range.dimension), after: [PointTrial(point: start, gain: 0)] + trials)
        case .covariance:
            var state = CovarianceAdaptation(
                from: start, spread: knobs.map(\.range.spread),
                isBounded: knobs.map { $0.range.dimension != .interval(isBounded: false) })
            state.learn(from: trials)
            return state
        }
    }
}

/// What is recorded of a step: the value of each number by its name, as JSON.
enum TuneLabel {
    static func text(of knobs: [Knob], _ values: [Double]) -> String {
        JSONValue.object(
            Dictionary(zip(knobs.map(\.name), values.map { .number($0) })) { first, _ in first }
        ).text
    }

    /// The values that a label has of these numbers; `nil` where it has not all of them, so that it is of others.
    static func values(of knobs: [Knob], in text: String) -> [Double]? {
        guard let fields = JSONReader.read(text)?.fields, fields.count == knobs.count else { return nil }
        let values = knobs.compactMap { fields[$0.name]?.number }
        return values.count == knobs.count ? values : nil
    }
}

extension PointTrial {
    /// A step as a point; `nil` where it set other numbers.
    fileprivate init?(_ tried: EditTry, of knobs: [Knob]) {
        guard let values = TuneLabel.values(of: knobs, in: tried.edit) else { return nil }
        self.init(point: zip(knobs, values).map { $0.range.coordinate(of: $1) }, gain: tried.gain)
    }
}

extension KnobTable {
    /// The values at a point as they can be written.
    fileprivate func written(at point: [Double]) -> [Double] {
        zip(knobs, point).map { knob, coordinate in knob.place.setting(knob.range.value(at: coordinate)).value
        }
    }
}
