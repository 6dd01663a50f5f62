import Glibc
import Synchronization

/// The process that keeps a pack or holds a lock, as a file records it: the process ID, and when it started, since
/// IDs are given again.
package struct ProcessMark: Equatable, Sendable {
    package let process: Int32
    /// The start time in clock ticks since the machine's, from `/proc`.
    package let started: UInt64

    /// This process.
    package static var current: ProcessMark {
        ProcessMark(process: getpid(), started: ownStartTime)
    }

    /// A part of a name that no other has that is being used, in this process or another: for files that take their own name once they are whole.
    package static var passingName: String {
        "\(getpid())-\(count.wrappingAdd(1, ordering: .relaxed).newValue)"
    }

    private static let count = Atomic<Int>(0)
    private static let ownStartTime = startTime(of: getpid()) ?? 0

    package init(process: Int32, started: UInt64) {
        self.process = process
        self.started = started
    }

    /// Reads a line of ours; nil for anyone else's.
    package init?(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 4, words[0] == "hone", words[1] == "1", let process = Int32(words[2]),
            let started = UInt64(words[3])
        else { return nil }
        self.init(process: process, started: started)
    }

    /// A line that says it.
    package var text: String { "hone 1 \(process) \(started)\n" }

    /// Reads what the name of a file or folder of ours begins with; nil for anyone else's.
    package init?(nameBegin name: Substring) {
        let words = name.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, let process = Int32(words[0]), let started = UInt64(words[1]) else {
            return nil
        }
        self.init(process: process, started: started)
    }

    /// What the name of a file or folder begins with that is to go with this process.
    package var nameBegin: String { "\(process)-\(started)-" }

    /// Whether a file with this text, of a passing name and last changed then, in nanoseconds since 1970, is one that a process left when it died.
    ///
    /// The first letter of the text may be crossed out. Of a text that is cut off, by a kill or a power cut, the name says whose it is; a process of that
    /// number writes it at once, so after a minute it is another.
    package static func isNobodys(_ text: String, in name: String, modified: Int64?) -> Bool {
        let line = text.split(separator: "\n").first ?? ""
        if let owner = ProcessMark(text: "h" + line.dropFirst()) { return !owner.isAlive }
        guard let process = name.split(separator: "-").first.flatMap({ Int32($0) }) else { return false }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let isOld = modified.map { Int64(now.tv_sec) - $0 / 1_000_000_000 > 60 } ?? false
        return isOld || startTime(of: process) == nil
    }

    /// Whether there is a process of this number that has not ended.
    static func isAlive(_ process: Int32) -> Bool { startTime(of: process) != nil }

    /// Whether that very process still runs.
    package var isAlive: Bool { Self.startTime(of: process) == started }

    /// Sends that very process a signal; returns whether there is one, which may be sent signals.
    package func send(_ signal: Int32) -> Bool { isAlive && kill(process, signal) == 0 }

    /// `nil` of a process that has ended, be it that nobody has asked yet how: in a container there may be nobody who ever does.
    private static func startTime(of process: Int32) -> UInt64? {
        guard let bytes = try? HostFile.read("/proc/\(process)/stat") else { return nil }
        // The command's name, in parentheses, may have spaces; the start time is the 20th field after it.
        let fields = String(decoding: bytes, as: UTF8.self)
        guard let end = fields.lastIndex(of: ")") else { return nil }
        let rest = fields[fields.index(after: end)...].split(separator: " ")
        guard rest.count > 19, rest[0] != "Z", rest[0] != "X" else { return nil }
        return UInt64(rest[19])
    }
}
