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
            now: SystemClock.now, monotonic: SystemClock.monotonicSeconds,
            offsetMinutes: SystemClock.offsetMinutes(), version: Hone.version)
    }

    func workshop() throws -> Workshop {
        try Workshop(surroundings(), observer: CommandNotes(console: console()))
    }

    /// What shows long text of a repository.
    func pager(_ workshop: Workshop) throws -> Pager {
        Pager(environment: ThisProcess.environment(), configured: try workshop.pager, console: console())
    }

    func console() -> Console { Console(environment: ThisProcess.environment()) }

    private func workingDirectory() throws -> String {
        do throws(FileError) {
            return try HostFile.realPath(directory ?? ".")
        } catch {
            throw ErrorReport(
                what: "There is no folder '\(directory ?? ".")'", causes: [error.words], exit: .wrongUsage)
        }
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
    /// Its ID.
    static var identifier: Int32 { getpid() }

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
        do { return try HostFile.realPath("/proc/self/exe") } catch { return nil }
    }
}
