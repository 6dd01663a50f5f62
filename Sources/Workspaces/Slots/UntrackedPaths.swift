import Platform

/// What a folder holds beside the files that a slot's index knows: what programs made there.
struct UntrackedPaths {
    let root: String
    let index: IndexFile

    /// The topmost paths that are wanted and hold nothing tracked; of what is not wanted what lies below it is asked for.
    func topmost(where isWanted: (FolderWalk.Entry) -> Bool) throws -> [String] {
        var paths: [String] = []
        try FolderWalk(root: root).visit { entry in
            if entry.name == ".git" || index.entries[entry.path] != nil { return .skip }
            if entry.kind == .folder && index.folders.contains(entry.path) { return .enter }
            guard isWanted(entry) else { return .enter }
            paths.append(entry.path)
            return .skip
        }
        return paths
    }
}

/// Copies of what lies in one folder, into another: with times, modes and links, sharing blocks where the file system can.
struct FolderCopy {
    let source: String
    let target: String
    /// Where the copying program runs.
    let place: String

    func copy(_ path: String) async throws {
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        if !parent.isEmpty { try ForeignFolder(target).makeFolder(parent) }
        let result = try await ProcessTree(
            words: ["/bin/cp", "-a", "--reflink=auto", "--", source + "/" + path, target + "/" + path],
            directory: place, environment: ["LC_ALL": "C.UTF-8"], timeout: .seconds(3600)
        ).run()
        guard result.status == .exited(0) else {
            throw WorkspaceError.cannotStart(command: "cp", reason: result.report.stderr.text)
        }
    }
}
