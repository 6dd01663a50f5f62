/// The table of faults: hone killed, its disk failing, full, or without power, at how many places it held.
struct FaultsBenchmark: Sendable {
    /// Cases whose kind or name has these words alone.
    var filter: String?
    /// Of those, each so-many-th alone.
    var step = 1
    /// The program; the one beside this where `nil`.
    var hone: String?

    /// Returns whether everything held.
    func run(at place: Place) throws -> Bool {
        guard let hone = hone ?? Program.honeBesideThis else {
            throw BenchRequest.Invalid(argument: "faults, without a `hone` beside it,")
        }
        var table = HeldTable("Faults")
        let ground = try FaultGround(hone: hone, folder: place.path)
        guard let shim = try FaultShim(in: place.path, watching: ground.folder) else {
            print("Nothing was tried: faults are made by a library that `cc` compiles, and there is none")
            return true
        }
        var locks = 0
        var known: [String: FaultTrial.Undisturbed] = [:]
        for fault in try cases(at: place, &table.remarks) {
            let scene = fault.scene
            let undisturbed =
                try known[scene.name] ?? FaultTrial.undisturbed(scene, on: ground, shim: shim)
            known[scene.name] = undisturbed
            var trial = FaultTrial(scene, on: ground, shim: shim)
            try trial.play(fault.fault, beside: undisturbed)
            table.add(fault.kind, fault.name, faults: trial.faults)
            locks += trial.locksOfGit
        }
        if locks > 0 {
            table.remarks.append("git, killed with hone, left \(locks) locks of its own, which were removed")
        }
        print(table.text)
        return table.isHeld
    }

    /// Those that are asked for, and that this machine allows.
    private func cases(at place: Place, _ remarks: inout [String]) throws -> [FaultCase] {
        let hasMemory = try FaultDisk.isAvailable(.memory(1 << 10), in: place.path)
        let hasLazy = try FaultDisk.isAvailable(.lazy, in: place.path)
        if !hasMemory { remarks.append("no disk was filled: `mount` of a tmpfs is not allowed here") }
        if !hasLazy { remarks.append("no power was cut: `mount` of a loop device is not allowed here") }
        return FaultCase.all.filter { fault in
            filter.map { fault.kind.contains($0) || fault.name.contains($0) } ?? true
        }
        .enumerated().filter { $0.offset % step == 0 }.map(\.element).filter { fault in
            switch fault.fault {
            case .kill, .error: true
            case .full: hasMemory
            case .cut: hasLazy
            }
        }
    }
}
