import Platform
import StudyModel

/// Replies of models that were paid for, from the moment they came until their step is recorded: local files, by step and by what was asked.
///
/// A run that is killed in between finds them here and does not ask again. Of a recorded step the journal has the reply, and nothing is
/// left here.
package struct KeptReplies: Sendable {
    private let site: RunSite
    private let folder: String
    private let failpoints: Failpoints

    init(_ site: RunSite) {
        self.site = site
        folder = site.localFolder + "replies"
        failpoints = site.options.failpoints
    }

    /// Returns what was kept under a name for a step that is not recorded yet, or `nil` where nothing was.
    package func text(_ name: String, of step: StepID) throws -> String? {
        try HostFile.text("\(folder)/\(step.folder)/\(name).json")
    }

    /// Keeps a text under a name, durably.
    package func keep(_ text: String, as name: String, of step: StepID) throws {
        try failpoints.around("reply") {
            let folder = "\(folder)/\(step.folder)"
            let access = try site.fileAccess()
            try HostFile.makeFolder(folder, access: access)
            try HostFile.replace(
                "\(folder)/\(name).json", with: Array(text.utf8), access: access, durable: .now)
        }
    }

    /// Removes what was kept for steps that are recorded; what cannot be removed is harmless and stays.
    func forget(ifRecorded isRecorded: (StepID) -> Bool) throws {
        for name in try HostFile.names(in: folder) {
            guard let step = StepID(folder: name), isRecorded(step) else { continue }
            try failpoints.reach("before forgetting replies")
            do { try HostFile.remove(folder + "/" + name) } catch {}
        }
    }
}

extension StepID {
    fileprivate var folder: String { "\(number)@\(writer)" }

    fileprivate init?(folder: String) {
        let parts = folder.split(separator: "@")
        guard parts.count == 2, let number = Int(parts[0]), let writer = WriterID(text: String(parts[1]))
        else {
            return nil
        }
        self.init(number: number, writer: writer)
    }
}
