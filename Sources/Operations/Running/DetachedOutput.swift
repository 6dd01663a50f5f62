import Platform
import StudyModel
import StudyStore

/// The words for people of a run that no terminal shows: a local file, in the run's own folder once there is a run.
package struct DetachedOutput: Sendable {
    /// Where they go while the run starts.
    package let path: String
    private let runs: Runs

    init(of runs: Runs) throws {
        self.runs = runs
        let folder = runs.store.repository.commonDirectory + "hone/"
        try HostFile.makeFolder(folder, access: runs.store.repository.context.fileAccess())
        path = folder + "starting-\(ProcessMark.passingName).txt"
    }

    /// What has been said.
    package func text() throws -> String { try HostFile.text(path) ?? "" }

    /// Moves the file, which goes on being written, to the run that has begun or goes on; returns where it is from then on.
    package func settle(at run: RunName) async throws -> String {
        let place = try await runs.journal(run.text, for: .reading).outputPath
        try HostFile.move(path, to: place)
        return place
    }

    /// Removes the file; there is no run.
    package func remove() throws { try HostFile.removeFile(path) }
}

extension Runs {
    /// A place for the words of a run that is about to start.
    package func detachedOutput() throws -> DetachedOutput { try DetachedOutput(of: self) }
}
