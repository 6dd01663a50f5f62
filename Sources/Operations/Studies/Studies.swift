import Platform
import StudyFile
import StudyModel
import Text
import Wiring

/// Study files, as people name them on the command line.
package struct Studies: Sendable {
    /// Where the command was started.
    let directory: String
    let checkout: Checkout

    /// Whether a file that exists may be written over.
    package enum Existing: Hashable, Sendable { case keep, overwrite }

    /// Reads and checks the study file; throws `Problem` and `StudyFileError`.
    ///
    /// - Parameter options: what the command line has instead, by key, in the file's vocabulary.
    package func read(
        _ path: String, options: [String: JSONValue] = [:], from origin: RecordedSettings.Origin = .option
    ) throws -> ParsedStudy {
        guard let text = try text(of: path) else { throw Problem.study(.noStudyFile(path: path)) }
        do {
            return try parse(text, options: options, from: origin)
        } catch let error as StudyFileError {
            throw error.found(in: path)
        }
    }

    /// Reads the text of a study file, with the files that it names as they are now.
    func parse(
        _ text: String, options: [String: JSONValue], from origin: RecordedSettings.Origin
    ) throws -> ParsedStudy {
        try ParsedStudy(text, options: options, from: origin) { name in
            try bytes(at: checkout.top + "/" + name).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Returns the text of a sweep's file; throws `Problem`.
    func text(ofSweep path: String) throws -> String {
        guard let text = try text(of: path) else { throw Problem.sweep(.noFile(path: path)) }
        return text
    }

    private func text(of path: String) throws -> String? {
        guard let content = try bytes(ofStudy: path) else { return nil }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw Problem.study(.unreadableFile(path: path, reason: "it is not UTF-8 text"))
        }
        return text
    }

    /// The keys of the study file that differ from what a run has recorded; none where the file is gone, or belongs to another study.
    ///
    /// What the command line set for the run is no change of the file.
    package func changedKeys(since run: LiveRun, at path: String) throws -> [String] {
        guard try bytes(ofStudy: path) != nil else { return [] }
        let now = try read(path)
        return now.study.name == run.record.study.name
            ? StudyFile.changedKeys(recorded: run.record.settings, now: now.settings) : []
    }

    /// Tells whether there is a study file that commands would read.
    func exists(_ path: String) throws -> Bool { try bytes(ofStudy: path) != nil }

    /// Throws where a new study file would be written over another.
    package func requireNew(_ path: String) throws {
        _ = try checkout.top
        if HostFile.exists(resolved(path)) { throw Problem.study(.studyFileExists(path: path)) }
    }

    /// Writes a new study file, for a repository that has a checkout to work in.
    package func write(
        _ draft: StudyDraft, extent: StudyFileWriter.Extent, to path: String, existing: Existing
    ) throws {
        _ = try checkout.top
        let bytes = Array(StudyFileWriter.text(draft, extent: extent).utf8)
        do throws(FileError) {
            switch existing {
            case .keep: try HostFile.writeNew(bytes, to: resolved(path), access: .umask)
            case .overwrite: try HostFile.write(bytes, to: resolved(path), access: .umask)
            }
        } catch {
            throw error.isTaken ? Problem.study(.studyFileExists(path: path)) : error
        }
    }

    /// Writes a study file for another program's folder, as it lies, and at the checkout's top what else the evaluator runs; returns that.
    package func takeOver(
        _ folder: String, from tool: StudyImport.Tool, named name: String?, to path: String,
        existing: Existing
    ) throws -> StudyImport {
        var found = try StudyImport.read(PeerFolder(folder, of: tool, in: directory, top: checkout.top))
        if let name { found.draft.name = name }
        for file in found.files where existing == .keep {
            let there = try bytes(at: checkout.top + "/" + file.path)
            guard there == nil || there == file.bytes else {
                throw Problem.study(.studyFileExists(path: file.path))
            }
        }
        try write(found.draft, extent: .short, to: path, existing: existing)
        for file in found.files {
            try HostFile.write(file.bytes, to: checkout.top + "/" + file.path, access: .umask)
        }
        return found
    }

    /// A name for a study that is not given one: the checkout's folder, as far as a run's name may hold it.
    package var suggestedName: String { Self.name(from: checkout.name) }

    /// A folder's name as a study's.
    static func name(from folder: String) -> String {
        let letters = folder.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let name = String(letters).split(separator: "-").joined(separator: "-")
        return RunName.given(name)?.text ?? "study"
    }

    /// The file's bytes: relative to where the command was started, or else to the top of the checkout.
    private func bytes(ofStudy path: String) throws -> [UInt8]? {
        try bytes(at: resolved(path)) ?? (path.hasPrefix("/") ? nil : bytes(at: checkout.top + "/" + path))
    }

    /// A path from the command line, relative to where the command was started.
    private func resolved(_ path: String) -> String {
        path.hasPrefix("/") ? path : directory + "/" + path
    }

    /// Bytes of a study file, or of a file that it names, at most.
    private static let longest = 16 << 20

    /// Returns a file's bytes, or `nil` where there is none. It came with the checkout, and its makers may have put a link there.
    private func bytes(at path: String) throws -> [UInt8]? {
        do throws(FileError) {
            return try ForeignFile.read(path, links: .followed, limit: Self.longest).get()
        } catch {
            guard !error.isMissing else { return nil }
            throw Problem.study(.unreadableFile(path: path, reason: error.words))
        }
    }
}
