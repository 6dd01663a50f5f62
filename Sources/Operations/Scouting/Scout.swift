import Listings
import StudyFile
import StudyModel
import Templates
import Wiring

/// Looks where the time of a command goes, before anybody decides what may be edited.
package struct Scout: Sendable {
    let workbench: Workbench
    let studies: Studies

    /// Bytes of source in which definitions are looked for.
    private static let sources = 64 << 20
    /// Functions that are told.
    private static let most = 12
    /// What is less of the time is not worth a look.
    private static let least = 0.005

    /// Runs a study's command once on its base, in the sandbox, under what this machine has; throws an `ErrorReport` where that told nothing.
    package func report(on study: Study) async throws -> ScoutReport {
        let assembly = try await RunAssembly(StudyPlan(study, workbench: workbench), workbench: workbench)
        let bytes = try await assembly.runBeside(
            ["/bin/sh", "-c", Templates.scout, "scout", Templates.scoutOfPython],
            named: "The command under a profiler")
        let profile = Profile(bytes)
        guard profile.seconds > 0 else { throw Self.nothing }
        let places = FramePlaces(try await assembly.sources(upTo: Self.sources))
        let frames = places.located(profile)
        return ScoutReport(
            command: study.evaluator.command.run.description, source: profile.isOfPython ? .python : .perf,
            runs: profile.runs, seconds: profile.seconds / Double(profile.runs),
            functions: Self.functions(frames), files: Self.files(frames),
            editable: Self.editable(frames))
    }

    /// Runs a command without a study, built by another where one is given.
    package func report(onCommand command: String, build: String?) async throws -> ScoutReport {
        let checkout = try await SurveyedCheckout(workbench)
        let files = [command, build].compactMap { $0 }.flatMap {
            CommandWords($0).untracked(in: checkout, beside: [])
        }
        let draft = StudyDraft(
            name: "scout", editable: ["**"], files: Array(Set(files)).sorted(), build: build,
            command: command,
            direction: .minimize)
        return try await report(
            on: studies.parse(StudyFileWriter.text(draft, extent: .short), options: [:], from: .option).study)
    }

    private static let nothing = ErrorReport(
        what: "Nothing here told where the time goes",
        causes: ["there is no `perf` that may be used, and no Python ran"],
        hint:
            "Install perf (`apt-get install linux-perf`); where the kernel forbids it, `sysctl kernel.perf_event_paranoid=2` allows it"
    )

    // MARK: - What is told

    private static func functions(_ frames: [ScoutReport.Function]) -> [ScoutReport.Function] {
        let ours = frames.filter { $0.path != nil && $0.whole >= least || $0.own >= least }
        return Array(ours.sorted { ($0.own, $0.whole) > ($1.own, $1.whole) }.prefix(most))
    }

    private static func files(_ frames: [ScoutReport.Function]) -> [ScoutReport.File] {
        let known = Dictionary(grouping: frames.filter { $0.path != nil }) { $0.path ?? "" }
        return known.map { path, frames in
            ScoutReport.File(
                path: path, own: own(frames), whole: max(frames.map(\.whole).max() ?? 0, own(frames)))
        }.filter { $0.whole >= least }.sorted { ($0.own, $0.whole, $1.path) > ($1.own, $1.whole, $0.path) }
    }

    private static func own(_ frames: [ScoutReport.Function]) -> Double { frames.reduce(0) { $0 + $1.own } }

    /// The files that are code and have most of the time that any has, or whose calls do.
    private static func editable(_ frames: [ScoutReport.Function]) -> [String] {
        let files = files(frames).filter { !$0.path.isBesideTheCode }
        let own = files.reduce(0) { $0 + $1.own }
        var (chosen, sum): ([String], Double) = ([], 0)
        for file in files.sorted(by: { ($0.own, $0.whole) > ($1.own, $1.whole) }) {
            let isWorth = own >= 0.05 ? sum < own * 0.9 && file.own >= 0.02 : file.whole >= 0.1
            guard isWorth else { continue }
            chosen.append(file.path.exactName)
            sum += file.own
        }
        return chosen
    }
}

/// Puts what was profiled to the repository's files.
private struct FramePlaces {
    private let paths: Set<String>
    private let symbols: SymbolPlaces

    init(_ sources: [(path: String, text: String)]) {
        paths = Set(sources.map(\.path))
        symbols = SymbolPlaces(sources)
    }

    func located(_ profile: Profile) -> [ScoutReport.Function] {
        let total = max(profile.seconds, .leastNormalMagnitude)
        return profile.frames.map { frame in
            let found = profile.isOfPython ? file(frame) : definition(frame, least: total / 1000)
            return ScoutReport.Function(
                name: frame.name, path: found?.path, place: Self.short(frame.place), line: found?.line,
                own: frame.own / total, whole: min(frame.whole / total, 1))
        }
    }

    /// Python names whole paths, below the slot where they are the repository's.
    private func file(_ frame: Profile.Frame) -> (path: String, line: Int?)? {
        let parts = frame.place.split(separator: "/").map(String.init)
        for start in parts.indices {
            let path = parts[start...].joined(separator: "/")
            if paths.contains(path), frame.place.contains("/slot/") || !frame.place.hasPrefix("/") {
                return (path, frame.line)
            }
        }
        return nil
    }

    /// Of what takes next to nothing nobody asks where it is.
    private func definition(_ frame: Profile.Frame, least: Double) -> (path: String, line: Int?)? {
        let isLibrary = ["/usr/", "/lib", "[kernel", "/opt/"].contains { frame.place.hasPrefix($0) }
        guard !isLibrary, frame.whole >= least else { return nil }
        return symbols.place(of: frame.name).map { ($0.path, $0.line) }
    }

    private static func short(_ place: String) -> String {
        // What Python itself has.
        if place == "~" { return "Python" }
        return place.hasPrefix("[") ? place : place.split(separator: "/").last.map(String.init) ?? place
    }
}
