import Operations
import StudyModel

/// The operations of a run for people, the newest last.
struct OperationTable {
    private let operations: [ListedOperation]
    private let offsetMinutes: Int

    init(_ operations: [ListedOperation], offsetMinutes: Int) {
        self.operations = operations
        self.offsetMinutes = offsetMinutes
    }

    func render(for console: Console) -> String {
        var table = Table([
            ("id", .left), ("when", .left), ("who", .left), ("kind", .left), ("", .left), ("what", .left),
        ])
        for row in operations {
            let isUndone = row.operation.isUndone
            table.add([
                .init(row.id.short, .cyan), .init(Dates.minute(row.time, offsetMinutes: offsetMinutes)),
                .init(row.name), .init(row.kind), .init(isUndone ? "undone" : ""),
                .init(row.what, isUndone ? .dim : nil),
            ])
        }
        return table.render(for: console)
    }

    /// An operation as `--json` prints it.
    struct Row: Encodable {
        let id: String
        let kind: String
        let what: String
        let name: String
        let email: String
        let recordedAt: Int64
        let isUndone: Bool
        let canBeUndone: Bool
    }

    var rows: [Row] {
        operations.map {
            Row(
                id: $0.id.text, kind: $0.kind, what: $0.what, name: $0.name, email: $0.email,
                recordedAt: $0.time, isUndone: $0.operation.isUndone,
                canBeUndone: $0.operation.canBeUndone && !$0.operation.isUndone)
        }
    }
}
