import Git

/// Packs that a gc of git's must leave alone, since nothing that git knows leads to what is in them yet.
final class HeldPacks {
    /// A pack an event would soon be more than a gc of git's puts up with.
    private static let mergedAtOnce = 16
    private let site: RunSite
    private let candidates: Candidates
    private var held: [PublishedPack] = []
    /// So many that the first event looks for what processes before this one have left to be merged.
    private var sinceMerge = HeldPacks.mergedAtOnce

    init(_ site: RunSite, _ candidates: Candidates) {
        self.site = site
        self.candidates = candidates
    }

    /// Writes what is staged into a pack, durably, and holds it.
    func publish() async throws {
        guard let pack = try await site.repository.publish(syncing: site.options.sync) else { return }
        held.append(pack)
        sinceMerge += 1
    }

    /// Lets a gc treat the packs as any other, unless one may hold a draft that is yet to be recorded: all else in them can be reached.
    func letGo() async throws {
        guard !candidates.hasDrafts else { return }
        for pack in held { try await site.repository.release(pack) }
        held = []
    }

    /// Lets the packs go, and merges them with others once there are many.
    func settle() async throws {
        guard !held.isEmpty, !candidates.hasDrafts else { return }
        let failpoints = site.options.failpoints
        try failpoints.reach("before release")
        try await letGo()
        try failpoints.reach("after release")
        guard sinceMerge >= Self.mergedAtOnce else { return }
        sinceMerge = 0
        try failpoints.reach("before merging packs")
        try await site.repository.consolidate(firstFanIn: Self.mergedAtOnce, syncing: site.options.sync)
        try failpoints.reach("after merging packs")
    }
}
