import Platform
import StudyModel
import Text

/// The folder through which a call and its command exchange files: examples in, results and traces out.
///
/// Made for one call and removed after it. What is read back was written by the candidate, so nothing is followed or waited for: only
/// regular files are read, and no more of them than the limits.
struct ExchangeFolder: Sendable {
    /// Bytes of `HONE_RESULTS` at most.
    static let resultsLimit = 64 << 20
    /// Bytes of the files at most, where a command made a folder of it.
    static let resultsFolderLimit = 16 << 20
    /// Bytes of one trace at most.
    static let traceLimit = 8 << 20
    /// Bytes of all traces of a call at most.
    static let tracesLimit = 64 << 20

    let path: String
    var results: String { path + "/results.jsonl" }
    var examples: String { path + "/examples.jsonl" }
    var retryAfter: String { path + "/retry-after" }
    var traces: String { path + "/traces" }

    /// Makes the folder afresh with the examples of a call in it.
    init(at path: String, examples: [Example]) throws {
        self.path = path
        try remove()
        try HostFile.makeFolder(traces, access: .umask)
        guard !examples.isEmpty else { return }
        try HostFile.write(examples.map { $0.json + "\n" }.joined(), to: self.examples)
    }

    func remove() throws { try HostFile.remove(path) }

    /// The variables that tell a command where the files are; `visible` is where it sees a path of ours.
    func variables(visible: (String) -> String) -> [String: String] {
        var variables = [
            "HONE_RESULTS": visible(results), "HONE_TRACES": visible(traces),
            "HONE_RETRY_AFTER": visible(retryAfter),
        ]
        if HostFile.exists(examples) { variables["HONE_EXAMPLES"] = visible(examples) }
        return variables
    }

    // MARK: - Reading back

    /// What the command wrote to `HONE_RESULTS`; `nil` where that is nothing, and neither a regular file nor a folder.
    ///
    /// Of a folder it is an object with what is in its JSON files, by their names.
    func readResults() -> (bytes: [UInt8]?, omissions: [String]) {
        if isStillFolder, let folder = readResultsFolder() { return (folder, []) }
        guard isStillFolder,
            case .success(let file) = ForeignFile.beginning(of: results, limit: Self.resultsLimit),
            !file.bytes.isEmpty
        else { return (nil, []) }
        if file.bytes.count == file.size { return (file.bytes, []) }
        // Whole lines alone.
        let bytes = Array(file.bytes[...(file.bytes.lastIndex(of: 10) ?? -1)])
        return (bytes, [omission("HONE_RESULTS", file.size - bytes.count, Self.resultsLimit)])
    }

    /// The JSON files directly in a folder where the results should be; `nil` where there is no folder, or none in it.
    private func readResultsFolder() -> [UInt8]? {
        var room = Self.resultsFolderLimit
        var files: [String: JSONValue] = [:]
        do {
            guard try HostFile.status(results)?.kind == .folder else { return nil }
            for name in try HostFile.names(in: results).sorted() where name.hasSuffix(".json") {
                guard case .success(let bytes) = ForeignFile.read(results + "/" + name, limit: room) else {
                    continue
                }
                room -= bytes.count
                files[name] = JSONReader.read(bytes[...])
            }
        } catch {
            return nil
        }
        return files.isEmpty ? nil : Array(JSONValue.object(files).text.utf8)
    }

    /// How long the command asks to wait before it is tried again; `nil` where it does not say.
    func readRetryAfter() -> Duration? {
        guard isStillFolder, case .success(let file) = ForeignFile.beginning(of: retryAfter, limit: 100)
        else {
            return nil
        }
        return Failure.retryAfter(in: String(decoding: file.bytes, as: UTF8.self))
    }

    /// The regular files directly below `HONE_TRACES`, by name, of each the steps that the credit horizon lets in.
    func readTraces(within horizon: CreditHorizon) -> (files: [TraceFile], omissions: [String]) {
        var files: [TraceFile] = []
        var omissions: [String] = []
        var room = Self.tracesLimit
        for name in traceNames.sorted() {
            let limit = min(Self.traceLimit, room)
            // A hole of any length costs nobody a disk, and whoever reads it all of its time.
            if let size = (try? HostFile.status(traces + "/" + name))??.size, size > Self.longestTrace {
                omissions.append(
                    "Trace '\(name)' was not read: it has \(size) bytes, and the limit is \(Self.longestTrace) bytes."
                )
                continue
            }
            guard let file = Self.readTrace(traces + "/" + name, within: horizon, limit: limit) else {
                continue
            }
            room -= file.bytes.count
            files.append(TraceFile(name: name, bytes: file.bytes, extent: file.extent))
            let wanted = file.extent.map { TraceExtent(of: $0.total, within: horizon).count } ?? 0
            if let extent = file.extent, extent.count < wanted {
                omissions.append(
                    "\(wanted - extent.count) of \(extent.total) steps of trace '\(name)' were not read: "
                        + "the limit is \(limit) bytes.")
            }
        }
        return (files, omissions)
    }

    /// A longer trace is not looked through for the steps that are wanted; in bytes.
    private static let longestTrace: Int64 = 1 << 28

    /// Reads a trace as it is where all of it is wanted and fits, else the steps that are; the extent is `nil` for all.
    private static func readTrace(_ path: String, within horizon: CreditHorizon, limit: Int)
        -> (bytes: [UInt8], extent: TraceExtent?)?
    {
        ForeignFile.with(path) { (file) throws(FileError) in
            guard horizon.steps != nil || file.size > limit else {
                return (try file.beginning(limit).bytes, nil)
            }
            let steps = try TraceReader(horizon: horizon, limit: limit).read(file)
            return (steps.bytes, steps.extent.isWhole ? nil : steps.extent)
        }
    }

    /// None where the command took the folder away, made it unreadable, or put a link in its place.
    private var traceNames: [String] {
        guard isStillFolder else { return [] }
        do { return try HostFile.names(in: traces) } catch { return [] }
    }

    /// Whether the folders are where they were made: a command may have put links there, to files that it cannot read itself.
    private var isStillFolder: Bool {
        do { return try [path, traces].allSatisfy { try HostFile.status($0)?.kind == .folder } } catch {
            return false
        }
    }

    private func omission(_ name: String, _ leftOut: Int, _ limit: Int) -> String {
        "The last \(leftOut) bytes of \(name) were not read: the limit is \(limit) bytes."
    }
}
