import Git
import ObjectIDs

/// The one commit of a private repository, with the tags that name it.
struct CandidateCommit: Sendable {
    /// The view's tree.
    let base: ObjectID
    /// How the candidate differs from it.
    let changes: [SlotChange]
    let tags: DescribingTags
    /// In seconds since 1970.
    let time: Int64

    /// What came of it.
    struct Written: Sendable {
        /// The commit and the tags under their names, as git's `packed-refs` has them.
        let references: String
        /// The trees of the folders that were asked for, by path; the root's is empty.
        let trees: [String: ObjectID]
    }

    /// Writes what the view does not have to a folder of objects, as one pack.
    ///
    /// In one go, since what is staged belongs to the repository value, which all slots of a pool share.
    func write(
        to objects: String, findingTreesOf folders: Set<String>, in view: isolated Repository
    ) throws -> Written {
        do {
            let tree = try view.stageTree(base: base, changes: changes.map { try $0.stage(in: view) })
            let written = Written(
                references: try references(to: tree, in: view), trees: try trees(folders, of: tree, in: view))
            try view.publish(into: objects)
            return written
        } catch {
            try view.discardStaged()
            throw error
        }
    }

    private func references(to tree: ObjectID, in view: isolated Repository) throws -> String {
        let hone = Signature(name: "hone", email: "hone@localhost", time: time)
        let commit = try view.stageCommit(
            tree: tree, parents: [], by: Authorship(author: hone), message: "The candidate")
        var references = [PrivateRepository.branch: commit]
        var peeled: Set<String> = []
        if let name = tags.light { references["refs/tags/" + name] = commit }
        if let name = tags.annotated {
            references["refs/tags/" + name] = try view.stageTag(
                name, of: commit, tagger: hone, message: name + "\n")
            peeled.insert("refs/tags/" + name)
        }
        let lines = references.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        // As git writes it: others read no other beginning.
        return "# pack-refs with: peeled fully-peeled sorted \n"
            + lines.map { line in
                "\(line.value) \(line.key)\n" + (peeled.contains(line.key) ? "^\(commit)\n" : "")
            }
            .joined()
    }

    private func trees(
        _ folders: Set<String>, of tree: ObjectID, in view: isolated Repository
    ) throws -> [String: ObjectID] {
        var trees: [String: ObjectID] = [:]
        for folder in folders {
            let entry = folder.isEmpty ? nil : try view.entry(at: folder, in: tree)
            trees[folder] = folder.isEmpty ? tree : entry?.id
        }
        return trees
    }
}
