import Git
import ObjectIDs
import Platform
import StudyModel
import Text

/// Which steps of this clone measured a tree, in whatever run, and which evaluators give the same figures again: local files of short lines.
///
/// A line says where to look; what counts is what is found there. So lines that are torn, lost or about something that is gone cost a
/// look, and whatever cannot be read or written is as if there were nothing.
struct MeasuredTrees: Sendable {
    /// Bytes of a file at most; the older half goes where there are more. There are 257 files at most.
    static let limit = 1 << 16
    /// Steps of one tree that are looked at, of those that came last.
    private static let looks = 32

    private let context: GitContext
    private let folder: String
    /// What all lines of this run's have in common: figures taken on other terms are not found.
    private let terms: String

    init(_ site: RunSite) {
        self.init(site.repository.context, terms: site.record.keepingTerms)
    }

    init(_ context: GitContext, terms: String = "") {
        self.context = context
        folder = context.commonDirectory + "hone/measured"
        self.terms = terms
    }

    // MARK: - Steps

    /// Returns the journal commits of the steps that measured a tree, the newest first.
    func events(of tree: TreeID) -> [CommitID] {
        let found = lines(of: file(of: tree)).reversed().lazy.filter {
            $0.count == 3 && $0[0] == tree.text && $0[2] == terms
        }
        return found.prefix(Self.looks).compactMap { CommitID(text: String($0[1])) }
    }

    /// Remembers that a step measured a tree.
    func add(_ event: CommitID, of tree: TreeID) { add("\(tree) \(event) \(terms)", to: file(of: tree)) }

    private func file(of tree: TreeID) -> String { "\(folder)/\(tree.text.prefix(2))" }

    // MARK: - Evaluators

    /// Tells whether an evaluator gave the same figures whenever it measured something again; `nil` where it never did.
    func isReproducible(_ evaluator: EvaluatorIdentity) -> Bool? {
        let said = lines(of: evaluators).filter { $0.count == 2 && $0[0] == evaluator.id }.map { $0[1] }
        return said.isEmpty ? nil : said.allSatisfy { $0 == Self.word(true) }
    }

    /// Keeps whether it did, where that is news.
    func keep(reproducible: Bool, of evaluator: EvaluatorIdentity) {
        let known = isReproducible(evaluator)
        guard known != reproducible, known != false else { return }
        add("\(evaluator.id) \(Self.word(reproducible))", to: evaluators)
    }

    private var evaluators: String { folder + "/evaluators" }

    private static func word(_ reproducible: Bool) -> String { reproducible ? "same" : "other" }

    // MARK: - Lines

    private func lines(of path: String) -> [[Substring]] {
        do {
            return try (HostFile.text(path) ?? "").split(separator: "\n").map { $0.split(separator: " ") }
        } catch {
            return []
        }
    }

    private func add(_ line: String, to path: String) {
        do {
            let access = try context.fileAccess()
            try HostFile.makeFolder(folder, access: access)
            // What was torn off before it does not reach into the line.
            try HostFile.append(Array("\n\(line)\n".utf8), to: path, access: access)
            let bytes = try HostFile.read(path)
            guard bytes.count > Self.limit else { return }
            try HostFile.replace(path, with: bytes.suffix(Self.limit / 2), access: access)
        } catch {
            // It is measured once more, then.
        }
    }
}

extension RunRecord {
    /// What decides which traces of a trial are kept, and the machine that measures.
    fileprivate var keepingTerms: String {
        var terms = Digest()
        for (key, setting) in settings.byKey.sorted(by: { $0.key < $1.key })
        where key == "store.traces" || key == "evidence.show" || key.hasPrefix("evidence.horizon") {
            terms.append("\(key) \(setting.value.text)\n")
        }
        terms.append("\(host?.id ?? "") \(host?.os ?? "")\n")
        return terms.hexadecimal
    }
}
