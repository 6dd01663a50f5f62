import Glibc

/// A line about where the figures come from; a busy machine shows in its load.
enum Machine {
    static func description(place: String) -> String {
        let load = (try? HostText.read("/proc/loadavg"))?.split(separator: " ").first ?? "?"
        return "\(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores, load \(load); repositories in \(place) "
            + "(\(fileSystem(of: place)))"
    }

    /// The kind of the file system whose mount point is the longest start of the path.
    private static func fileSystem(of path: String) -> String {
        let mounts = ((try? HostText.read("/proc/mounts")) ?? "").split(separator: "\n").map {
            $0.split(separator: " ")
        }
        let above = mounts.filter { mount in
            guard mount.count > 2 else { return false }
            return mount[1] == "/" || (path + "/").hasPrefix(mount[1] + "/")
        }
        return above.max { $0[1].count < $1[1].count }.map { String($0[2]) } ?? "unknown file system"
    }
}
