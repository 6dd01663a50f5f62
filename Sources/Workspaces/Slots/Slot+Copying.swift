import Platform

extension Slot {
    /// Copies into a folder that holds the same candidate what the slot has beside it, and returns the topmost paths, sorted.
    ///
    /// That is what was built, what the study keeps, and the evaluator's files that git does not have, hidden ones too: the folder is a person's. To each
    /// input there is a link. What lies in the folder already stays as it is.
    package func copyBeside(into folder: String) async throws -> [String] {
        let inputs = Set(content.layout.inputs.map(\.to))
        let made = try UntrackedPaths(root: site.slot, index: IndexFile(path: site.index)).topmost {
            entry in
            // A folder that leads to an input is entered: what is bound there is no copy's.
            !inputs.contains(entry.path) && !inputs.contains { $0.hasPrefix(entry.path + "/") }
                && entry.kind != .other && entry.isNameExact
        }.filter { !HostFile.exists(folder + "/" + $0) }
        let copy = FolderCopy(source: site.slot, target: folder, place: site.folder)
        for path in made { try await copy.copy(path) }
        let laid = content.layout.overlay.filter { !HostFile.exists(folder + "/" + $0.path) }
        let target = ForeignFolder(folder)
        for file in laid { try target.write(file.bytes, executable: file.executable, at: file.path) }
        let linked = content.layout.inputs.filter { !HostFile.exists(folder + "/" + $0.to) }
        for input in linked { try target.link(try content.layout.source(of: input), at: input.to) }
        return (made + laid.map(\.path) + linked.map(\.to)).sorted()
    }
}
