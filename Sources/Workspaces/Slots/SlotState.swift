import Platform
import StudyModel

/// What hone remembers of a slot between uses, in the slot's `state` folder.
struct SlotState: Hashable {
    /// The tree that the slot holds.
    var tree: TreeID
    /// `SlotLayout.contentKey` of the layout that it was filled by.
    var contentKey: String
    /// The latest second since 1970 that a file in it was dated with.
    ///
    /// A cache that the study keeps may know a file by its size and the second of its date, as Python's does: so a file that changes is never
    /// dated with a second that the slot has seen.
    var second: Int64

    /// The date of files that change at a moment, a second since 1970; nil for that moment's own.
    func date(at now: Int64) -> Int64? { now > second ? nil : second + 1 }

    /// Reads the state of a slot, or returns `nil` where the slot has to be rebuilt.
    ///
    /// That is where there is none, where a move was begun and not ended, and where the machine was started since: what a
    /// slot holds is never synced, so after a power failure it may hold anything.
    static func read(_ site: SlotSite) throws -> SlotState? {
        guard !HostFile.exists(site.state + "/moving"), let text = try HostFile.text(site.state + "/slot")
        else {
            return nil
        }
        let words = text.split(separator: "\n").map(String.init)
        guard words.count == 4, words[2] == Machine.start, let tree = TreeID(text: words[0]),
            let second = Int64(words[3])
        else { return nil }
        return SlotState(tree: tree, contentKey: words[1], second: second)
    }

    /// Marks that the slot is about to change, for whoever finds it should this process be killed.
    static func beginMove(_ site: SlotSite) throws { try HostFile.write("", to: site.state + "/moving") }

    /// Records what the slot holds now, and takes the mark away.
    func endMove(_ site: SlotSite) throws {
        // The mark says that it counts for nothing yet, so it need not come into place at once; and a file that takes
        // another's place is written out by some file systems while we wait.
        try HostFile.remove(site.state + "/slot")
        try HostFile.write(
            [tree.text, contentKey, Machine.start, "\(second)", ""].joined(separator: "\n"),
            to: site.state + "/slot")
        try HostFile.remove(site.state + "/moving")
    }

    /// Marks that others may write to the slot from now on.
    static func markUsed(_ site: SlotSite) throws { try HostFile.write("", to: site.state + "/used") }

    /// Takes that mark away: the slot is as hone left it.
    static func markTidy(_ site: SlotSite) throws { try HostFile.remove(site.state + "/used") }

    static func isUsed(_ site: SlotSite) -> Bool { HostFile.exists(site.state + "/used") }
}
