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
        var table = HeldTable("Hostile cases, sandbox \(sandbox)")
        for hostile in cases { table.add(hostile.kind, hostile.name, faults: try ground.faults(hostile)) }
        print(table.text)
        return table.isHeld
    }
}
