import FoundationEssentials
import Glibc
import StudyModel

/// The folder through which a call and its command exchange files: examples in, results and traces out.
///
/// Made for one call and removed after it. What is read back was written by the candidate, so nothing is followed or waited for: only
/// regular files are read, and no more of them than the limits.
struct ExchangeFolder: Sendable {
    /// Bytes of `HONE_RESULTS` at most.
    static let resultsLimit = 64 << 20
    /// Bytes of one trace at most.
    static let traceLimit = 8 << 20
    /// Bytes of all traces of a call at most.
    static let tracesLimit = 64 << 20

    let path: String
    var results: String { path + "/results.jsonl" }
    var examples: String { path + "/examples.jsonl" }
    var traces: String { path + "/traces" }

    /// Makes the folder afresh with the examples of a call in it.
    init(at path: String, examples: [Example]) throws {
        self.path = path
        try remove()
        try perform("make", path) {
            try FileManager.default.createDirectory(atPath: traces, withIntermediateDirectories: true)
        }
        guard !examples.isEmpty else { return }
        let lines = examples.map { $0.json + "\n" }.joined()
        try perform("write", self.examples) { try Data(lines.utf8).write(to: URL(filePath: self.examples)) }
    }

    func remove() throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        try perform("remove", path) { try FileManager.default.removeItem(atPath: path) }
    }

    /// The variables that tell a command where the files are; `visible` is where it sees a path of ours.
    func variables(visible: (String) -> String) -> [String: String] {
        var variables = ["HONE_RESULTS": visible(results), "HONE_TRACES": visible(traces)]
        if FileManager.default.fileExists(atPath: examples) { variables["HONE_EXAMPLES"] = visible(examples) }
        return variables
    }

    // MARK: - Reading back

    /// What the command wrote to `HONE_RESULTS`; `nil` where that is nothing or no regular file.
    func readResults() -> (bytes: [UInt8]?, omissions: [String]) {
        guard let file = Self.read(results, limit: Self.resultsLimit), !file.bytes.isEmpty else {
            return (nil, [])
        }
        return (
            file.bytes, file.leftOut == 0 ? [] : [omission("HONE_RESULTS", file.leftOut, Self.resultsLimit)]
        )
    }

    /// The regular files directly below `HONE_TRACES`, by name, of each the steps that the credit horizon lets in.
    func readTraces(within horizon: CreditHorizon) -> (files: [TraceFile], omissions: [String]) {
        var files: [TraceFile] = []
        var omissions: [String] = []
        var room = Self.tracesLimit
        for name in traceNames.sorted() {
            let limit = min(Self.traceLimit, room)
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

    /// Reads a trace as it is where all of it is wanted and fits, else the steps that are; the extent is `nil` for all.
    private static func readTrace(_ path: String, within horizon: CreditHorizon, limit: Int)
        -> (bytes: [UInt8], extent: TraceExtent?)?
    {
        withFile(path) { descriptor, size in
            guard horizon.steps != nil || size > limit else {
                return (bytes(of: descriptor, count: size), nil)
            }
            let steps = TraceReader(descriptor: descriptor, horizon: horizon, limit: limit).read()
            return (steps.bytes, steps.extent.isWhole ? nil : steps.extent)
        }
    }

    /// None where the command took the folder away or made it unreadable.
    private var traceNames: [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: traces) } catch { return [] }
    }

    private func omission(_ name: String, _ leftOut: Int, _ limit: Int) -> String {
        "The last \(leftOut) bytes of \(name) were not read: the limit is \(limit) bytes."
    }

    /// Reads a regular file; whole lines alone where it is longer than the limit.
    private static func read(_ path: String, limit: Int) -> (bytes: [UInt8], leftOut: Int)? {
        withFile(path) { descriptor, size in
            var bytes = bytes(of: descriptor, count: min(size, limit))
            if size > limit { bytes = Array(bytes[...(bytes.lastIndex(of: 10) ?? -1)]) }
            return (bytes, size - bytes.count)
        }
    }

    /// Opens a regular file without following a link, and passes it with its size; `nil` where there is none.
    private static func withFile<Result>(_ path: String, _ body: (Int32, Int) -> Result) -> Result? {
        // Non-blocking: opening a pipe would wait for its writer.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return body(descriptor, Int(status.st_size))
    }

    private static func bytes(of descriptor: Int32, count size: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            guard got > 0 else { break }
            count += got
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    private func perform(_ operation: String, _ path: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as CocoaError {
            let code = (error.underlying as? POSIXError)?.code.rawValue ?? EIO
            throw EvaluationError.file(operation: operation, path: path, code: code)
        }
    }
}
