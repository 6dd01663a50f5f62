import StudyModel
import Text

/// What a proposal would have changed, as a unified diff without context: kept where no commit is made, so that the next proposer is told.
struct ProposedDiff {
    /// What it is called among a step's files.
    static let path = "proposal.diff"

    /// Lines of both versions of a file together up to which they are compared line by line.
    private static let lineLimit = 4000

    let changes: [FileChange]

    /// Compares with the parent's files, as far as the proposer could see those.
    func text(against parent: some ArtifactView) async throws -> String {
        var texts: [String] = []
        for change in changes {
            let old = try await parent.read(change.path)
            texts.append(Self.text(of: change, replacing: old))
        }
        return texts.joined()
    }

    private static func text(of change: FileChange, replacing old: [UInt8]?) -> String {
        let name = Markdown.line(change.path)
        let from = old == nil ? "/dev/null" : "a/\(name)"
        switch change.content {
        case .deleted: return "--- \(from)\n+++ /dev/null\n"
        case .file(let new, _):
            return "--- \(from)\n+++ b/\(name)\n" + body(lines(old ?? []), lines(new))
        case .symbolicLink(let target):
            return "--- \(from)\n+++ b/\(name)\n+a link to \(Markdown.line(target))\n"
        case .submodule: return "--- \(from)\n+++ b/\(name)\n+a submodule\n"
        }
    }

    private static func body(_ old: [Substring], _ new: [Substring]) -> String {
        guard old.count + new.count <= lineLimit else {
            return "[\(old.count) lines became \(new.count): too many to compare]\n"
        }
        var (removed, added) = ([Int: Substring](), [Int: Substring]())
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, let line, _): removed[offset] = line
            case .insert(let offset, let line, _): added[offset] = line
            }
        }
        var (text, before, after) = ("", 0, 0)
        while before < old.count || after < new.count {
            guard removed[before] != nil || added[after] != nil else {
                (before, after) = (before + 1, after + 1)
                continue
            }
            let (first, second) = (before, after)
            var hunk = ""
            while let line = removed[before] {
                hunk += "-\(line)\n"
                before += 1
            }
            while let line = added[after] {
                hunk += "+\(line)\n"
                after += 1
            }
            text += "@@ -\(first + 1),\(before - first) +\(second + 1),\(after - second) @@\n" + hunk
        }
        return text
    }

    private static func lines(_ bytes: [UInt8]) -> [Substring] {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }
}
