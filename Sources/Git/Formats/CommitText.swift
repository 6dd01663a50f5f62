import ObjectIDs

/// The bytes of a commit object, to read and to write.
enum CommitText {
    /// Returns a commit object's bytes; the message must have no NUL.
    static func bytes(
        tree: ObjectID, parents: [ObjectID], by authorship: Authorship, message: String
    ) -> [UInt8] {
        var text = "tree \(tree.hex)\n"
        for parent in parents { text += "parent \(parent.hex)\n" }
        text += "author \(authorship.author.headerText)\ncommitter \(authorship.committer.headerText)\n\n"
        return Array(text.utf8) + Array(message.utf8)
    }

    /// Reads a commit object's bytes; header lines that are not known are passed over.
    static func parse(_ bytes: [UInt8], id: ObjectID) throws(GitError) -> Commit {
        let text = String(decoding: bytes, as: UTF8.self)
        let header = Header(text)
        guard let tree = header.tree else {
            throw GitError("read the commit", .corrupt, "commit \(id) names no tree")
        }
        return Commit(
            id: id, tree: tree, parents: header.parents,
            author: Signature(headerText: header.author), committer: Signature(headerText: header.committer),
            message: String(text[header.messageStart...]))
    }

    /// Returns the tree alone, without reading the rest.
    static func tree(_ bytes: [UInt8], id: ObjectID) throws(GitError) -> ObjectID {
        let start = "tree ".utf8.count
        guard bytes.count > start + 40, bytes.starts(with: Array("tree ".utf8)),
            let tree = ObjectID(hex: String(decoding: bytes[start..<(start + 40)], as: UTF8.self))
        else { throw GitError("read the commit", .corrupt, "commit \(id) names no tree") }
        return tree
    }

    /// Returns the first parent alone, without reading the rest: a journal commit may have thousands of parents.
    static func firstParent(_ bytes: [UInt8]) -> ObjectID? {
        let start = "tree \n".utf8.count + 40
        let keyword = Array("parent ".utf8)
        guard bytes.count >= start + keyword.count + 40, bytes[start...].starts(with: keyword) else {
            return nil
        }
        let digits = bytes[(start + keyword.count)..<(start + keyword.count + 40)]
        return ObjectID(hex: String(decoding: digits, as: UTF8.self))
    }

    private struct Header {
        var tree: ObjectID?
        var parents: [ObjectID] = []
        var author: Substring = ""
        var committer: Substring = ""
        var messageStart: String.Index

        init(_ text: String) {
            let newline = UInt8(ascii: "\n")
            var start = text.startIndex
            messageStart = text.endIndex
            while start < text.endIndex {
                let end = text.utf8[start...].firstIndex(of: newline) ?? text.endIndex
                let next = end < text.endIndex ? text.utf8.index(after: end) : end
                guard start < end else {
                    messageStart = next
                    return
                }
                take(text[start..<end])
                start = next
            }
        }

        private mutating func take(_ line: Substring) {
            if line.hasPrefix("tree ") {
                tree = ObjectID(hex: line.dropFirst(5))
            } else if line.hasPrefix("parent ") {
                if let parent = ObjectID(hex: line.dropFirst(7)) { parents.append(parent) }
            } else if line.hasPrefix("author ") {
                author = line.dropFirst(7)
            } else if line.hasPrefix("committer ") {
                committer = line.dropFirst(10)
            }
        }
    }
}
