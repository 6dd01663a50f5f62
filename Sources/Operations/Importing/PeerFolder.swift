import Platform
import StudyModel
import Text
import Wiring

/// A folder of the checkout that was made for another program; it is read, and never written.
struct PeerFolder: Sendable {
    /// The checkout's top.
    let top: String
    /// Relative to the top, empty for the top itself.
    let path: String
    let tool: StudyImport.Tool

    /// Throws where the folder is none, or lies outside the checkout.
    init(_ folder: String, of tool: StudyImport.Tool, in directory: String, top: String) throws {
        let named = folder.hasPrefix("/") ? folder : directory + "/" + folder
        let refused = { Problem.study(.notImportable(path: folder, tool: tool.title, reason: $0)) }
        let (real, realTop): (String, String)
        do {
            (real, realTop) = (try HostFile.realPath(named), try HostFile.realPath(top))
        } catch {
            throw refused(error.words)
        }
        guard try HostFile.status(real)?.kind == .folder else { throw refused("it is no folder") }
        guard real == realTop || real.hasPrefix(realTop + "/") else {
            throw refused(
                "it lies outside the checkout '\(realTop)', so git does not have what is to be improved")
        }
        self.top = realTop
        path = String(real.dropFirst(realTop.count + 1))
        self.tool = tool
    }

    /// What it is called.
    var name: String { (path.isEmpty ? top : path).split(separator: "/").last.map(String.init) ?? "study" }

    /// The path of a file of it, relative to the top.
    func place(_ file: String) -> String { path.isEmpty ? file : path + "/" + file }

    /// The names in it, sorted.
    func names() throws -> [String] { try HostFile.names(in: top + "/" + path).sorted() }

    /// The one file of several that are named alike, such as `initial.py`.
    func only(_ kind: String, where fits: (String) -> Bool) throws -> String {
        let found = try names().filter(fits)
        guard found.count == 1 else {
            throw problem(
                found.isEmpty
                    ? "there is no \(kind) in it"
                    : "there are several of \(kind) in it: \(found.joined(separator: ", "))")
        }
        return found[0]
    }

    /// The text of a file; `nil` where there is none that can be read.
    func text(_ file: String) -> String? {
        guard
            case .success(let bytes) = ForeignFile.read(
                top + "/" + place(file), links: .followed, limit: 16 << 20)
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Whether a file of it holds the marks of regions that may change.
    func isMarked(_ file: String) -> Bool {
        let lines = ArtifactScope(ArtifactSettings(editable: ["*"], regions: .markers), evaluatorFiles: [])
            .editableLines(of: Array((text(file) ?? "").utf8))
        return lines?.isEmpty == false
    }

    func problem(_ reason: String) -> Problem {
        .study(.notImportable(path: path.isEmpty ? "." : path, tool: tool.title, reason: reason))
    }

    /// The Python that its programs run with, as a command of the study names it, and what the evaluator needs for that.
    var python: (word: String, inputs: [JSONValue]) {
        guard HostFile.isExecutable(top + "/.venv/bin/python") else { return ("python3", []) }
        return (".venv/bin/python", [.object(["from": .string(".venv"), "to": .string(".venv")])])
    }
}

extension String {
    /// As a word of a command for the shell.
    package var shellWord: String {
        let isPlain =
            !isEmpty
            && utf8.allSatisfy { byte in
                (97...122).contains(byte | 0x20) || (48...57).contains(byte) || "_./-:@".utf8.contains(byte)
            }
        return isPlain
            ? self
            : "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// As a pattern that matches the file of this path and no other.
    var exactPattern: String {
        let signs: Set<Character> = ["\\", "*", "?", "[", "]", "!", "#", " "]
        let escaped = map { signs.contains($0) ? "\\\($0)" : String($0) }.joined()
        return contains("/") ? escaped : "/" + escaped
    }
}
