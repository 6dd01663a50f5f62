import Operations

/// The hooks for people: where they are, and what is in each one's place.
struct HooksPage {
    private let report: HooksReport

    init(_ report: HooksReport) { self.report = report }

    func lines(for console: Console) -> [String] {
        let width = (report.hooks.map { $0.hook.rawValue.count }.max() ?? 0) + 2
        return ["Git looks for hooks in '\(report.folder)'"]
            + report.hooks.map { status in
                let name = status.hook.rawValue
                return "  " + name + String(repeating: " ", count: width - name.count) + words(status)
            }
    }

    private func words(_ status: HookStatus) -> String {
        let kept = "'\(status.hook.rawValue).before-hone'"
        return switch (status.found, status.keepsAnother) {
        case (.current, false): "hone's"
        case (.current, true): "hone's, after yours, which is kept as \(kept)"
        case (.outdated, false): "hone's of another version"
        case (.outdated, true): "hone's of another version, after yours, which is kept as \(kept)"
        case (.nothing, false): "none"
        case (.nothing, true): "none; yours is kept as \(kept)"
        case (.another, false): "yours"
        case (.another, true): "another one over hone's; yours from before is kept as \(kept)"
        }
    }
}
