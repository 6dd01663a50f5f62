import StudyModel

/// The operations of a run for people, the newest last.
struct OperationTable {
    private let operations: [RecordedOperation]
    private let offsetMinutes: Int

    init(_ operations: [RecordedOperation], offsetMinutes: Int) {
        self.operations = operations
        self.offsetMinutes = offsetMinutes
    }

    func lines(for console: Console) -> [String] {
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
        return table.lines(for: console)
    }
}
