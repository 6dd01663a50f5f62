import Operations

/// `hone hooks status --json`.
struct HooksListing: Encodable {
    let folder: String
    let hooks: [Row]

    struct Row: Encodable {
        let name: String
        let found: String
        let keepsAnother: Bool
    }

    init(_ report: HooksReport) {
        folder = report.folder
        hooks = report.hooks.map { status in
            Row(
                name: status.hook.rawValue, found: "\(status.found)", keepsAnother: status.keepsAnother)
        }
    }
}
