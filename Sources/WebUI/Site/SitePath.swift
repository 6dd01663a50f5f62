import StudyModel

/// What an address of the site stands for.
enum SitePath: Hashable, Sendable {
    case runs
    case open
    case style, script
    case run(RunName)
    case step(RunName, String)
    case review(RunName, String)
    case fork(RunName, String)
    /// The web socket of the list of runs, or of one run or sweep.
    case live(RunName?)
    case sweep(RunName)

    /// Returns `nil` for what is no address of the site. Names hold no character that an address would write otherwise.
    init?(_ path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        switch (parts.first, parts.count) {
        case (nil, _): self = .runs
        case ("open", 1): self = .open
        case ("pages.css", 1): self = .style
        case ("site.js", 1): self = .script
        case ("live", 1): self = .live(nil)
        case ("live", 2):
            guard let run = RunName(text: parts[1]) else { return nil }
            self = .live(run)
        case ("sweeps", 2):
            guard let sweep = RunName(text: parts[1]) else { return nil }
            self = .sweep(sweep)
        case ("runs", 2...5):
            guard let run = RunName(text: parts[1]), let path = Self.below(run, parts.dropFirst(2)) else {
                return nil
            }
            self = path
        default: return nil
        }
    }

    private static func below(_ run: RunName, _ parts: ArraySlice<String>) -> SitePath? {
        let parts = Array(parts)
        guard !parts.isEmpty else { return .run(run) }
        guard parts.count >= 2, parts[0] == "steps" else { return nil }
        switch parts.count == 3 ? parts[2] : "" {
        case "": return .step(run, parts[1])
        case "review": return .review(run, parts[1])
        case "fork": return .fork(run, parts[1])
        default: return nil
        }
    }

    static func text(of run: RunName) -> String { "/runs/\(run)" }

    static func text(ofSweep sweep: RunName) -> String { "/sweeps/\(sweep)" }

    static func text(of step: StepID, in view: RunView) -> String {
        "/runs/\(view.record.run)/steps/\(StepName.short(step, in: view))"
    }
}
