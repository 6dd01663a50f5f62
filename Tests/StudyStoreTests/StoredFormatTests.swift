import Foundation
import TestSupport
import Testing

/// What is stored is what the article says: its reader, written from it alone, reads what is made from it alone.
struct StoredFormatTests {
    @Test(arguments: TemporaryRepository.storedFormats(made: false))
    func `the article's reader reads stored runs`(name: String) throws {
        let repository = try TemporaryRepository(stored: name)
        #expect(
            try repository.python("reader.py", repository.path)
                == TemporaryRepository.stored("\(name)/expected.txt"))
    }

    @Test func `the article's reader has at most 100 lines and imports only what comes with Python`() throws {
        let program = try TemporaryRepository.stored("reader.py")
        let lines = program.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(lines.count <= 100)
        let imports = lines.filter { $0.hasPrefix("import ") || $0.hasPrefix("from ") }
        #expect(Set(imports).isSubset(of: ["import json", "import subprocess", "import sys"]))
    }

    @Test func `the runs made by hand are what their program makes`() throws {
        let stored = try TemporaryRepository(stored: "by-hand")
        let made = try TemporaryRepository(.bare)
        _ = try made.python("by-hand/make.py", made.directory.path + "/made")
        let refs = "--format=%(refname) %(objectname)"
        #expect(
            try made.git("-C", made.directory.path + "/made", "for-each-ref", refs)
                == stored.git("for-each-ref", refs))
    }
}
