import Git
import Glibc
import StudyModel

/// The git directory that a slot's `.git` names: one commit with what the slot holds, and nothing else of the user's.
///
/// Programs in the slot may write to it, so before hone itself runs git with it, it is removed and made again.
struct PrivateRepository {
    let site: SlotSite
    let view: BaseView
    let conversion: Conversion
    let path: String

    /// git as hone runs it on the slot, with an index of hone's own that no program in the slot can reach.
    var git: GitCommand {
        GitCommand(
            gitDirectory: site.git, workTree: site.slot, index: site.state + "/index",
            settings: conversion.settings, path: path)
    }

    /// Makes it again, with a commit of the view's tree and these changes to it, and the tags.
    func make(_ changes: [SlotChange], tags: DescribingTags, time: Int64, excluding: [String]) async throws {
        try HostFile.remove(site.git)
        try ViewBuilder.makeRepository(site.git)
        try HostFile.write(configuration, to: site.git + "/config")
        try HostFile.write("../../view/objects\n", to: site.git + "/objects/info/alternates")
        if !conversion.attributes.isEmpty {
            try HostFile.write(conversion.attributes, to: site.git + "/info/attributes")
        }
        let excluded = excluding.map { "/\($0)\n" }.joined()
        try HostFile.write(excluded, to: site.git + "/info/exclude")
        var stream = ImportStream(branch: "refs/heads/candidate", message: "The candidate", time: time)
        stream.begin(with: view.tree)
        for change in changes { change.write(to: &stream) }
        stream.tag(tags)
        try await git.run(["fast-import", "--quiet", "--force", "--done"], input: stream.finished)
    }

    /// Shows programs in the slot an index that says what the slot holds.
    func publishIndex() throws {
        let index = site.git + "/index"
        try HostFile.write(try HostFile.read(site.state + "/index"), to: index)
        if conversion.settings.contains(where: { $0.hasPrefix("filter.") }) { try date(index) }
    }

    /// Dates an index a second later than the files.
    ///
    /// git distrusts the entry of a file that is as new, in seconds, as the index, and compares contents: for which it would
    /// need filters that a slot does not have.
    private func date(_ index: String) throws {
        let later = timespec(tv_sec: time(nil) + 1, tv_nsec: 0)
        guard utimensat(AT_FDCWD, index, [later, later], 0) == 0 else {
            throw HostFile.failure("date", index)
        }
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
