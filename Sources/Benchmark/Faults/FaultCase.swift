import Glibc

/// One case: a scene, and what happens in it.
struct FaultCase: Sendable {
    enum Fault: Sendable {
        /// SIGKILL at a part of its way, by calls that write.
        case kill(part: Part)
        /// A call that fails by a number of `errno`.
        case error(Int32, part: Part)
        /// A disk that has so much room left, in KiB.
        case full(Disk, room: Int)
        /// The machine's end: what was not synced is lost.
        case cut(part: Part)
    }

    /// The `index`-th of `count` places that are equally far apart.
    struct Part: Sendable {
        let index: Int
        let count: Int

        /// The call that it is, of so many; the parts lie within the way.
        func place(of calls: Int) -> Int { 1 + (2 * index + 1) * calls / (2 * count) }

        /// The same, but that the last part is after the end.
        func placeWithEnd(of calls: Int) -> Int { 1 + (index + 1) * calls / count }
    }

    enum Disk: String, CaseIterable { case repository, cache, temporary }

    let scene: FaultScene
    let fault: Fault

    var kind: String {
        switch fault {
        case .kill: "killed: \(scene.name)"
        case .error: "an I/O error: \(scene.name)"
        case .full(let disk, _): "full: the disk of the \(disk.rawValue)"
        case .cut: "power cut: \(scene.name)"
        }
    }

    var name: String {
        switch fault {
        case .kill(let part), .cut(let part): "place \(part.index + 1) of \(part.count)"
        case .error(let number, let part):
            "\(String(cString: strerror(number))), place \(part.index + 1) of \(part.count)"
        case .full(_, let room): "\(room) KiB"
        }
    }

    /// Every case, those of a kind together: 200 kills, 60 errors, 48 levels, 38 cuts.
    static let all: [FaultCase] = kills + errors + levels + cuts

    private static let kills = FaultScene.all.flatMap { scene in
        parts(scene.kills).map { FaultCase(scene: scene, fault: .kill(part: $0)) }
    }

    private static let errors = FaultScene.all.flatMap { scene in
        parts(scene.errors).map { part in
            let number = [EIO, ENOSPC, EIO, EROFS, EIO, EDQUOT][part.index % 6]
            return FaultCase(scene: scene, fault: .error(number, part: part))
        }
    }

    private static let levels = Disk.allCases.flatMap { disk in
        [0, 4, 12, 24, 40, 64, 100, 150, 220, 300, 420, 600, 900, 1_200, 1_600, 2_100].flatMap { room in
            FaultScene.all.filter { $0.name == "run" }.map {
                FaultCase(scene: $0, fault: .full(disk, room: room))
            }
        }
    }

    private static let cuts = FaultScene.all.flatMap { scene in
        parts(scene.cuts).map { FaultCase(scene: scene, fault: .cut(part: $0)) }
    }

    private static func parts(_ count: Int) -> [Part] {
        (0..<count).map { Part(index: $0, count: count) }
    }
}
