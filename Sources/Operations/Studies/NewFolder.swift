import Platform
import Wiring

/// A folder that a person names for something that is to be made there.
enum NewFolder {
    /// Makes it and returns its path; throws `Problem.study(.folderNotEmpty)` where something lies there.
    ///
    /// - Parameter directory: what a relative name is below.
    static func make(_ folder: String, in directory: String) throws -> String {
        let path = folder.hasPrefix("/") ? folder : directory + "/" + folder
        if try HostFile.makeNewFolder(path) { return path }
        // Removing succeeds only for an empty folder.
        guard HostFile.removeEmptyFolder(path), try HostFile.makeNewFolder(path) else {
            throw Problem.study(.folderNotEmpty(path: path))
        }
        return path
    }
}
