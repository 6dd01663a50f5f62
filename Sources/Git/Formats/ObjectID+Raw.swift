import Clibgit2
import ObjectIDs

extension ObjectID {
    init(_ raw: git_oid) {
        self = withUnsafeBytes(of: raw) { ObjectID(sha1: $0) }
    }

    init(_ raw: UnsafePointer<git_oid>) {
        self.init(raw.pointee)
    }

    /// The name as libgit2 has it, which knows 20 bytes: no object has the zeros that a longer name gives.
    var raw: git_oid {
        var result = git_oid()
        guard format == .sha1 else { return result }
        withUnsafeMutableBytes(of: &result) { target in withBytes { target.copyMemory(from: $0) } }
        return result
    }
}
