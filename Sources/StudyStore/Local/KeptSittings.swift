import Platform
import StudyModel

/// What was measured of sittings that no event has recorded, from each whole repeat until the event: local files, by the sitting's name.
///
/// A run that is killed in between goes on from here. None of it is synced: what a power cut takes, it takes whatever the figures are.
struct KeptSittings {
    private static let version = 1

    private let site: RunSite
    private let folder: String
    private let failpoints: Failpoints

    init(_ site: RunSite) {
        self.site = site
        folder = site.localFolder + "sittings"
        failpoints = site.options.failpoints
    }

    /// Returns the repeats of each candidate; empty where none were kept on these terms, or they cannot be read.
    func repeats(_ key: SittingKey) throws(FileError) -> [Evaluation] {
        let place = place(of: key)
        guard let bytes = try HostFile.bytes(Self.file(in: place)) else { return [] }
        var repeats = Self.read(bytes, terms: key.terms)
        for index in repeats.indices {
            for path in repeats[index].trials.compactMap(\.trace) {
                guard let trace = try HostFile.bytes(Self.trace(path, of: index, in: place)) else { continue }
                repeats[index].attachments.append(Attachment(path: path, bytes: trace))
            }
        }
        return repeats
    }

    /// Keeps the repeats of each candidate in place of those before.
    func keep(_ repeats: [Evaluation], of key: SittingKey) throws {
        let place = place(of: key)
        try failpoints.around("repeat") {
            let access = try site.fileAccess()
            try HostFile.makeFolder(place, access: access)
            for (index, evaluation) in repeats.enumerated() {
                for trace in evaluation.attachments {
                    let path = Self.trace(trace.path, of: index, in: place)
                    try HostFile.makeFolder(HostFile.folder(of: path), access: access)
                    try HostFile.write(trace.bytes, to: path, access: access)
                }
            }
            try HostFile.replace(
                Self.file(in: place), with: Self.text(of: repeats, terms: key.terms), access: access)
        }
    }

    /// Removes what was kept of sittings that an event ends; what cannot be removed is harmless and stays.
    func forget(endedBy event: Event) throws {
        for name in try HostFile.names(in: folder) where event.ends(sitting: name) {
            do { try HostFile.remove(folder + "/" + name) } catch {}
        }
    }

    private func place(of key: SittingKey) -> String { "\(folder)/\(key.name)" }

    private static func file(in place: String) -> String { place + "/repeats.json" }

    private static func trace(_ path: String, of candidate: Int, in place: String) -> String {
        "\(place)/\(candidate)/\(path)"
    }

    private static func text(of repeats: [Evaluation], terms: String) -> [UInt8] {
        ObjectWriter.line { file in
            file.put("version", version)
            file.put("terms", terms)
            file.list("candidates", repeats) { evaluation, candidate in
                candidate.put("runs", evaluation.commandRuns)
                candidate.put("seconds", evaluation.wallSeconds)
                candidate.list("trials", evaluation.trials) { $0.write(to: &$1) }
            }
        }
    }

    private static func read(_ bytes: [UInt8], terms: String) -> [Evaluation] {
        do throws(FormatError) {
            let file = try Fields(bytes)
            let (found, written): (Int, String) = (try file.value("version"), try file.value("terms"))
            guard found == version, written == terms else { return [] }
            var repeats: [Evaluation] = []
            for candidate in try file.objects("candidates") {
                var trials: [Trial] = []
                for trial in try candidate.objects("trials") { trials.append(try Trial(trial)) }
                repeats.append(
                    Evaluation(
                        outcome: .unmeasured, trials: trials, commandRuns: try candidate.value("runs"),
                        wallSeconds: try candidate.value("seconds")))
            }
            return repeats
        } catch {
            return []
        }
    }
}
