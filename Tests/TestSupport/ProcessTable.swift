import Foundation

/// The processes of this machine.
package enum ProcessTable {
    /// The command lines that contain a text, their words apart by spaces.
    package static func commands(containing text: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.filter { Int($0) != nil }.compactMap { process in
            guard let data = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
                return nil
            }
            let line = String(decoding: data, as: UTF8.self).replacing("\0", with: " ")
            return line.contains(text) ? line : nil
        }
    }
}
