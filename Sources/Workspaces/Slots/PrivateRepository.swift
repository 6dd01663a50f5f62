import Git
import ObjectIDs
import Platform
import StudyModel

/// The git directory that a slot's `.git` names: one commit with what the slot holds, and nothing else of the user's.
///
/// Programs in the slot may write to it, so before hone itself runs git with it, it is removed and made again.
struct PrivateRepository {
    let site: SlotSite
    let view: BaseView
    let conversion: Conversion
    let path: String
    /// Where programs in the slot find the base's objects. Some readers of git's formats resolve a relative path against their own folder.
    let visibleObjects: String

    /// The branch that HEAD names.
    static let branch = "refs/heads/candidate"

    /// git as hone runs it on the slot, with an index of hone's own that no program in the slot can reach.
    var git: GitCommand {
        GitCommand(
            gitDirectory: site.git, workTree: site.slot, index: site.index,
            alternates: [site.view + "/objects"], settings: conversion.settings, path: path)
    }

    /// Makes it again, with this commit, and returns the trees of the folders that are asked for.
    func make(
        _ commit: CandidateCommit, findingTreesOf folders: Set<String>, excluding: [String]
    ) async throws -> [String: ObjectID] {
        try HostFile.remove(site.git)
        try ViewBuilder.makeRepository(site.git)
        try HostFile.write(configuration, to: site.git + "/config")
        try HostFile.write(visibleObjects + "\n", to: site.git + "/objects/info/alternates")
        if !conversion.attributes.isEmpty {
            try HostFile.write(conversion.attributes, to: site.git + "/info/attributes")
        }
        let excluded = excluding.map { "/\($0)\n" }.joined()
        try HostFile.write(excluded, to: site.git + "/info/exclude")
        let written = try await commit.write(
            to: site.git + "/objects", findingTreesOf: folders, in: view.repository)
        try HostFile.write(written.references, to: site.git + "/packed-refs")
        return written.trees
    }

    /// Shows programs in the slot an index that says what the slot holds.
    func publishIndex() throws {
        let index = site.git + "/index"
        try MappedFile.with(site.index) { try HostFile.write($0.bytes, to: index) }
        if conversion.settings.contains(where: { $0.hasPrefix("filter.") }) { try date(index) }
    }

    /// Dates an index a second later than the files.
    ///
    /// git distrusts the entry of a file that is as new, in seconds, as the index, and compares contents: for which it would
    /// need filters that a slot does not have.
    private func date(_ index: String) throws {
        try HostFile.date(index, secondsFromNow: 1)
    }

    /// Line-end settings are shown in the slot too, so that git there sees clean files; filters are not, being programs.
    private var configuration: String {
        let lines = conversion.settings.compactMap { setting -> String? in
            guard setting.hasPrefix("core."), !setting.hasPrefix("core.attributesfile") else { return nil }
            return "\t" + setting.dropFirst("core.".count).replacing("=", with: " = ", maxReplacements: 1)
        }
        return
            (["[core]", "\trepositoryformatversion = 0", "\tbare = false", "\tlogallrefupdates = false"]
            + lines
            + ["[gc]", "\tauto = 0", ""]).joined(separator: "\n")
    }
}
