import Platform
import StudyModel
import Text
import Workspaces

extension HostFacts {
    /// What the machine says of itself.
    package static func current() -> HostFacts {
        let identity = Machine.id.map { Digest("hone host \($0)\n".utf8).hexadecimal }
        return HostFacts(
            id: identity.map { "h-" + $0.prefix(8) }, os: field("PRETTY_NAME", "=", in: "/etc/os-release"),
            cpu: field("model name", ":", in: "/proc/cpuinfo"), cores: Machine.processors)
    }

    /// The value of the first line that begins with a name.
    private static func field(_ name: String, _ separator: Character, in path: String) -> String? {
        let line = text(path)?.split(separator: "\n").first { $0.hasPrefix(name) }
        let value = line?.split(separator: separator, maxSplits: 1).dropFirst().first
        return value.map { String($0.drop(while: \.isWhitespace)).filter { $0 != "\"" } }
    }

    /// A machine need not have any of these files.
    private static func text(_ path: String) -> String? {
        do {
            return try HostFile.text(path)
        } catch {
            return nil
        }
    }
}
