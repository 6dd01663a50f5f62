import ArgumentParser
import Operations
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// The option that every command takes: where to work.
struct PlaceOptions: ParsableArguments {
    @Option(
        name: .customShort("C"), help: ArgumentHelp("Work as if started in this folder.", valueName: "folder")
    )
    var directory: String?

    /// What this process was given, read once, here.
    func surroundings() throws -> Surroundings {
        Surroundings(
            environment: ThisProcess.environment(), directory: try workingDirectory(),
            now: { Int64(time(nil)) }, monotonic: { ThisProcess.monotonicSeconds() },
            offsetMinutes: ThisProcess.offsetMinutes(), version: Hone.version)
    }

    func workshop() throws -> Workshop { try Workshop(surroundings()) }

    func console() -> Console { Console(environment: ThisProcess.environment()) }

    private func workingDirectory() throws -> String {
        guard let resolved = realpath(directory ?? ".", nil) else {
            throw ErrorReport(
                what: "There is no folder '\(directory ?? ".")'", causes: [String(cString: strerror(errno))],
                exit: .wrongUsage)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// `--json`, on every listing.
struct FormatOptions: ParsableArguments {
    @Flag(help: "Print JSON for programs instead of text for people.")
    var json = false
}

/// `--study`, for commands that read the study file.
struct StudyOptions: ParsableArguments {
    @Option(name: .customLong("study"), help: ArgumentHelp("The study file.", valueName: "path"))
    var path = "hone.yaml"
}

/// Facts of this process.
enum ThisProcess {
    static func environment() -> [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let line = String(cString: text)
            if let split = line.firstIndex(of: "=") {
                result[String(line[..<split])] = String(line[line.index(after: split)...])
            }
            entry += 1
        }
        return result
    }

    /// The path of the program that this process runs; `nil` where the system does not tell.
    static func program() -> String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// The offset of the local time from UTC, now.
    static func offsetMinutes() -> Int {
        var now = time(nil)
        var local = tm()
        localtime_r(&now, &local)
        return local.tm_gmtoff / 60
    }

    static func monotonicSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
