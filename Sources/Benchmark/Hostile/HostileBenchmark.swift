import Glibc

/// The table of hostile cases: who tried what, how much of it held, and what did not.
struct HostileBenchmark: Sendable {
    /// Cases whose kind or name has these words alone.
    var filter: String?
    /// Of those, each so-many-th alone.
    var step = 1
    /// What programs of candidates and agents are confined by: `required`, or `off`.
    var sandbox = "required"
    /// The program; the one beside this where `nil`.
    var hone: String?

    /// Returns whether everything held.
    func run(at place: Place) throws -> Bool {
        guard let hone = hone ?? Program.honeBesideThis else {
            throw BenchRequest.Invalid(argument: "hostile, without a `hone` beside it,")
        }
        let isConfined = sandbox == "required"
        let cases = HostileCase.all.filter { hostile in
            (isConfined || hostile.isConfined && !hostile.needsSandbox)
                && (filter.map { hostile.kind.contains($0) || hostile.name.contains($0) } ?? true)
        }
        .enumerated().filter { $0.offset % step == 0 }.map(\.element)
        let ground = HostileGround(hone: hone, folder: place.path, sandbox: sandbox)
        var counts: [String: (cases: Int, held: Int)] = [:]
        var (kinds, faults): ([String], [String]) = ([], [])
        for hostile in cases {
            if counts[hostile.kind] == nil { kinds.append(hostile.kind) }
            let found = try ground.faults(hostile)
            let count = counts[hostile.kind] ?? (0, 0)
            counts[hostile.kind] = (count.cases + 1, count.held + (found.isEmpty ? 1 : 0))
            let told = found.map { "\(hostile.kind): \(hostile.name): \($0)" }
            for line in told { print(line) }
            fflush(nil)
            faults += told
        }
        var table = Table("Hostile cases, sandbox \(sandbox)", header: ["", "cases", "held"])
        for kind in kinds {
            table.rows.append([kind, "\(counts[kind]?.cases ?? 0)", "\(counts[kind]?.held ?? 0)"])
        }
        table.rows.append(["all", "\(cases.count)", "\(counts.values.reduce(0) { $0 + $1.held })"])
        print(table.text)
        return faults.isEmpty
    }
}
