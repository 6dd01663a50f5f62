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
        let path = HostPath.resolved(input.from, in: checkout ?? "")
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
}
