import StudyFile
import StudyModel
import Templates
import Text

/// A study that another program's folder is, as it lies: nothing of the folder is copied or changed.
package struct StudyImport: Hashable, Sendable {
    /// The programs whose folders are known.
    package enum Tool: String, Hashable, Sendable, CaseIterable {
        case openevolve, shinka, gepa

        /// What it calls itself.
        var title: String {
            switch self {
            case .openevolve: "OpenEvolve"
            case .shinka: "ShinkaEvolve"
            case .gepa: "GEPA"
            }
        }
    }

    /// The study file.
    package var draft: StudyDraft
    /// What else the evaluator runs, for the checkout's top.
    package var files: [TemplateFile] = []
    /// What is to be done before it can be tried, as a sentence; `nil` for nothing.
    package var next: String?

    /// Reads a folder; throws `Problem` where it does not hold what the tool asks for.
    static func read(_ folder: PeerFolder) throws -> StudyImport {
        switch folder.tool {
        case .openevolve: try OpenEvolveFolder(folder: folder).study()
        case .shinka: try ShinkaFolder(folder: folder).study()
        case .gepa: try GEPAFolder(folder: folder).study()
        }
    }
}

extension StudyDraft {
    /// What is alike in all studies that were another program's: one file that is improved, a score that is raised, and that score's name.
    init(importing program: String, of folder: PeerFolder, results: String, timeout: Int) {
        self.init(
            name: Studies.name(from: folder.name), editable: [folder.place(program).exactPattern],
            command: "",
            metric: "combined_score", direction: .maximize)
        settings["evaluator.results"] = .string(results)
        settings["evaluator.command.timeout"] = .string("\(timeout)s")
        if folder.isMarked(program) { settings["artifact.regions"] = .string("markers") }
        if !folder.python.inputs.isEmpty { settings["evaluator.inputs"] = .array(folder.python.inputs) }
    }
}
