import StudyModel

/// What a run is about at a moment, which no event says: a line that passes, and a small file for other processes of the clone.
package enum Phase: Hashable, Sendable {
    /// Somebody is asked for a change, by the kind of proposer.
    case proposing(step: StepID, parent: CommitID, who: String)
    case evaluating(step: StepID, summary: String)
    /// A step waits until a time, in seconds since 1970.
    case waiting(step: StepID, for: Awaited, until: Int64)
    /// So many heads and the base, before one of them is the winner.
    case choosing(heads: Int)
    /// The winner against the base.
    case confirming(winner: CommitID, pairs: Int)

    /// Returns `nil` for what an event says, and for what is no state.
    ///
    /// - Parameter who: the kind of the run's proposer.
    package init?(_ progress: Progress, who: String) {
        switch progress {
        case .proposing(let step, let parent): self = .proposing(step: step, parent: parent, who: who)
        case .evaluating(let step, let summary): self = .evaluating(step: step, summary: summary)
        case .waiting(let step, let awaited, let until):
            self = .waiting(step: step, for: awaited, until: until)
        case .choosing(let heads): self = .choosing(heads: heads)
        case .confirming(let winner, let pairs): self = .confirming(winner: winner, pairs: pairs)
        case .began, .recorded, .evaluatorChanged, .noticed: return nil
        }
    }

    /// The same for an observer.
    package var progress: Progress {
        switch self {
        case .proposing(let step, let parent, _): .proposing(step: step, parent: parent)
        case .evaluating(let step, let summary): .evaluating(step: step, summary: summary)
        case .waiting(let step, let awaited, let until): .waiting(step: step, for: awaited, until: until)
        case .choosing(let heads): .choosing(heads: heads)
        case .confirming(let winner, let pairs): .confirming(winner: winner, pairs: pairs)
        }
    }

    // MARK: - As JSON

    /// The word for its kind of line.
    var type: String { if case .waiting = self { "waiting" } else { "phase" } }

    func write(to line: inout ObjectWriter) {
        switch self {
        case .proposing(let step, let parent, let who):
            line.put(step)
            line.put("phase", "propose")
            line.put("who", who)
            line.put("parents", each: [parent])
        case .evaluating(let step, let summary):
            line.put(step)
            line.put("phase", "evaluate")
            line.put("summary", summary.isEmpty ? nil : summary)
        case .waiting(let step, let awaited, let until):
            line.put(step)
            line.put("for", Self.word(awaited))
            line.put("until", Moment(until))
        case .choosing(let heads):
            line.put("phase", "choose")
            line.put("heads", heads)
        case .confirming(let winner, let pairs):
            line.put("phase", "confirm")
            line.put("candidate", winner)
            line.put("pairs", pairs)
        }
    }

    /// Reads what `write` wrote; throws for what a newer program did.
    init(_ fields: Fields) throws(FormatError) {
        if let awaited: String = try fields.optional("for") {
            let until: Moment = try fields.value("until")
            self = .waiting(
                step: try StepID(fields),
                for: awaited == Self.word(.evaluator) ? .evaluator : .proposer, until: until.seconds)
            return
        }
        let phase: String = try fields.value("phase")
        switch phase {
        case "propose":
            let parents: [CommitID] = try fields.list("parents")
            guard let parent = parents.first else { throw FormatError(reason: "it has no 'parents'") }
            self = .proposing(step: try StepID(fields), parent: parent, who: try fields.value("who"))
        case "evaluate":
            self = .evaluating(step: try StepID(fields), summary: try fields.optional("summary") ?? "")
        case "choose": self = .choosing(heads: try fields.value("heads"))
        case "confirm":
            self = .confirming(winner: try fields.value("candidate"), pairs: try fields.value("pairs"))
        default: throw FormatError(reason: "its 'phase' is not known")
        }
    }

    private static func word(_ awaited: Awaited) -> String {
        switch awaited {
        case .proposer: "proposer"
        case .evaluator: "evaluator"
        }
    }
}

/// A phase of a run with the time since when it is so.
package struct CurrentPhase: Hashable, Sendable {
    package let phase: Phase
    /// Seconds since 1970.
    package let since: Int64

    package init(_ phase: Phase, since: Int64) {
        self.phase = phase
        self.since = since
    }

    /// Reads what another process keeps; `nil` for what it does not say, or in words that this program does not know.
    package init?(_ bytes: [UInt8]) {
        do {
            let fields = try Fields(bytes)
            let at: Moment = try fields.value("at")
            self.init(try Phase(fields), since: at.seconds)
        } catch {
            return nil
        }
    }
}
