import Glibc
import Platform

/// Processes that left their group and were not waited for: daemons of what ran in a slot without a sandbox.
///
/// They are known by the home folder that they were given, which is the slot's and nobody else's. A program that hides its environment from others is out of
/// reach, which is one reason why the sandbox is the default.
struct StrayProcesses {
    /// As often as new ones turn up: what forks while we look is found the next time.
    private static let passes = 20

    private let entry: [UInt8]

    /// Of the requests that are confined to a slot alone; `nil` for any other, whose home may be the user's.
    init?(of request: ProcessRequest) {
        guard let home = request.confinement.binds.first(where: { $0.to == Confinement.visibleHome })?.from,
            request.environment["HOME"] == home
        else { return nil }
        entry = Array("HOME=\(home)".utf8)
    }

    /// Kills them; none is left when it returns, but for what forks faster than it looks.
    func kill() {
        for _ in 0..<Self.passes {
            let found = all
            if found.isEmpty { return }
            for process in found { Glibc.kill(process, SIGKILL) }
        }
    }

    private var all: [pid_t] {
        do {
            return try HostFile.names(in: "/proc").compactMap { pid_t($0) }.filter(hasEntry)
        } catch {
            return []
        }
    }

    /// A zombie has no environment any more.
    private func hasEntry(_ process: pid_t) -> Bool {
        do {
            return try HostFile.read("/proc/\(process)/environ").split(separator: 0).contains {
                $0.elementsEqual(entry)
            }
        } catch {
            // It ended meanwhile, or is not ours to look at.
            return false
        }
    }
}
