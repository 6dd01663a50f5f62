import Glibc

/// How many cases of each kind held; what did not is printed as it is found.
struct HeldTable {
    private let title: String
    private var kinds: [String] = []
    private var counts: [String: (cases: Int, held: Int)] = [:]
    /// Lines below the table.
    var remarks: [String] = []

    init(_ title: String) { self.title = title }

    var isHeld: Bool { counts.values.allSatisfy { $0.cases == $0.held } }

    mutating func add(_ kind: String, _ name: String, faults: [String]) {
        if counts[kind] == nil { kinds.append(kind) }
        let count = counts[kind] ?? (0, 0)
        counts[kind] = (count.cases + 1, count.held + (faults.isEmpty ? 1 : 0))
        for fault in faults { print("\(kind): \(name): \(fault)") }
        fflush(nil)
    }

    var text: String {
        var table = Table(title, header: ["", "cases", "held"])
        for kind in kinds {
            table.rows.append([kind, "\(counts[kind]?.cases ?? 0)", "\(counts[kind]?.held ?? 0)"])
        }
        let all = counts.values.reduce((0, 0)) { ($0.0 + $1.cases, $0.1 + $1.held) }
        table.rows.append(["all", "\(all.0)", "\(all.1)"])
        table.remarks = remarks
        return table.text
    }
}
