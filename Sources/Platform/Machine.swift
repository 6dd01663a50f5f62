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

    /// What the machine was named when its system was set up, which no other one is; `nil` where the system does not tell.
    package static let id: String? = {
        let text = try? HostFile.text("/etc/machine-id")
        return text.flatMap { $0.split(separator: "\n").first.map(String.init) }
    }()

    /// What tells this machine from others, as well as the system can: its ID, or else its name in the network.
    package static let name: String = {
        if let id { return id }
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// How many processors are at work; `nil` where the system does not tell.
    package static var processors: Int? {
        let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return count > 0 ? count : nil
    }
}
