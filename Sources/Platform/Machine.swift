import Glibc

/// Facts of the machine that this process runs on.
package enum Machine {
    /// Where Linux tells which start of the machine this is.
    package static let startFile = "/proc/sys/kernel/random/boot_id"

    /// Differs from one start of the machine to the next; the same word always where the system does not tell.
    package static let start: String = {
        let text = try? HostFile.text(startFile)
        return text.flatMap { $0.split(separator: "\n").first.map(String.init) } ?? "unknown"
    }()

    /// How many processors are at work; `nil` where the system does not tell.
    package static var processors: Int? {
        let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return count > 0 ? count : nil
    }
}
