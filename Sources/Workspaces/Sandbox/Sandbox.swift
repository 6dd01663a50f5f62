import StudyModel

/// How processes are confined on this machine.
package enum Sandbox: Hashable, Sendable {
    /// Why processes run without a sandbox.
    package enum Absence: Hashable, Sendable {
        /// The study says `sandbox: {mode: off}`.
        case turnedOff
        /// There is no `bwrap` on the PATH.
        case notInstalled
        /// `bwrap` is there and a trial run failed; its words.
        case notWorking(String)
    }

    /// By the `bwrap` at this path.
    case bubblewrap(executable: String)
    /// Not at all, beyond a process group and limits.
    case plain(Absence)

    /// Returns where a path of the host is found by a process confined so.
    package func visiblePath(_ path: String, in confinement: Confinement) -> String {
        guard case .bubblewrap = self else { return path }
        for bind in confinement.binds.reversed() {
            if path == bind.from { return bind.to }
            if path.hasPrefix(bind.from + "/") { return bind.to + path.dropFirst(bind.from.count) }
        }
        return path
    }
}
