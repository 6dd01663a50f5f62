import Platform

/// What the process that steps a run says that it is about, for other processes of the clone: a small local file, which nothing depends on.
package struct CurrentWork: Sendable {
    private let site: RunSite
    private var path: String { site.localFolder + "now.json" }

    init(_ site: RunSite) { self.site = site }

    /// Puts it in the place of what was said before.
    package func say(_ bytes: [UInt8]) throws {
        try HostFile.replace(path, with: bytes, access: site.fileAccess())
    }

    /// Returns what was said last; `nil` where nothing is.
    package func said() throws -> [UInt8]? { try HostFile.bytes(path) }

    /// Nothing is said any more; what cannot be removed counts for nothing without a process that steps the run.
    package func end() { do { try HostFile.removeFile(path) } catch {} }
}
