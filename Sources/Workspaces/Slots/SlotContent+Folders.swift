import Platform
import StudyModel
import Text

extension SlotContent {
    /// Makes the home, scratch and temporary folders, empty.
    func makeEmptyFolders(_ site: SlotSite) throws {
        for folder in [site.home, site.scratch, site.temporary] {
            try HostFile.remove(folder)
            try HostFile.makeFolder(folder)
        }
    }

    /// Puts a place for each input into the slot: for a sandbox to bind it at, else a link to it.
    func placeInputs(_ site: SlotSite) throws {
        let folder = ForeignFolder(site.slot)
        for input in layout.inputs {
            let source = try layout.source(of: input)
            if case .plain = sandbox {
                try folder.link(source, at: input.to)
            } else if try HostFile.status(HostFile.realPath(source))?.kind == .folder {
                try folder.makeFolder(input.to)
            } else {
                try folder.write([], executable: false, at: input.to)
            }
        }
    }
}

extension SlotLayout {
    /// Where an input lies on the host.
    func source(of input: EvaluatorInput) throws -> String {
        let path = input.from.hasPrefix("/") ? input.from : (checkout ?? "") + "/" + input.from
        guard let real = try? HostFile.realPath(path) else {
            throw WorkspaceError.missingInput(from: input.from, path: path)
        }
        return real
    }

    /// The inputs as a sandbox binds them, at paths relative to the slot.
    var inputBinds: [Confinement.Bind] {
        get throws {
            try inputs.map { Confinement.Bind(try source(of: $0), at: $0.to, .readOnly) }
        }
    }

    /// `sha256:` and the digest over the inputs' paths, sizes and times of change: contents may be too large to read.
    package func inputsDigest() throws -> String {
        var digest = Digest()
        for input in inputs.sorted(by: { $0.to < $1.to }) {
            let source = try source(of: input)
            digest.append("\(input.to)\0")
            try Self.append(source, as: "", to: &digest)
            var lines: [String] = []
            try FolderWalk(root: source).visitIfFolder { entry in
                lines.append(Self.line(entry.path, entry.status))
                return .enter
            }
            digest.append(lines.sorted().joined())
        }
        return digest.text
    }

    private static func append(_ path: String, as name: String, to digest: inout Digest) throws {
        guard let status = try HostFile.status(path) else { return }
        digest.append(line(name, status))
    }

    private static func line(_ path: String, _ status: FileStatus) -> String {
        status.kind == .folder
            ? "\(path)/\0" : "\(path)\0\(status.size)\0\(status.modified.seconds)\0\(status.isExecutable)\0"
    }
}
