import Platform
import StudyModel

extension SandboxSettings {
    /// Returns the same with every path as the system takes it; throws `WorkspaceError.missingPath` where one is not there.
    ///
    /// - Parameter checkout: the user's, in which relative paths are meant.
    package func located(in checkout: String) throws(WorkspaceError) -> SandboxSettings {
        var located = self
        located.read = try Self.located(read, of: "read", in: checkout)
        located.write = try Self.located(write, of: "write", in: checkout)
        located.devices = try Self.located(devices, of: "devices", in: checkout)
        return located
    }

    private static func located(
        _ paths: [String], of key: String, in checkout: String
    ) throws(WorkspaceError) -> [String] {
        var located: [String] = []
        for path in paths {
            let found = HostPath.matching(HostPath.resolved(path, in: checkout))
            guard !found.isEmpty else {
                throw .missingPath(key: "evaluator.sandbox.\(key)", path: path)
            }
            located += found
        }
        return located
    }
}
