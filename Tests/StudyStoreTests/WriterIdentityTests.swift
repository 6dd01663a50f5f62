import Foundation
import Git
import StudyModel
import TestSupport
import Testing

@testable import StudyStore

/// Who writes in a clone, wherever that is by now.
struct WriterIdentityTests {
    private let repository: TemporaryRepository

    init() throws { repository = try TemporaryRepository() }

    private func identity(at path: String, _ place: ClonePlace? = nil) throws -> WriterIdentity {
        let context = try GitContext(at: path, environment: repository.environment)
        guard let place else { return try WriterIdentity(of: context) }
        return WriterIdentity(of: context, at: place)
    }

    private func identity(_ place: ClonePlace? = nil) throws -> WriterIdentity {
        try identity(at: repository.path, place)
    }

    private var file: String { repository.path + "/.git/hone/writer" }

    @Test func `a clone is given a writer once`() throws {
        #expect(try identity().existing() == nil)
        let writer = try identity().obtain { 0x1_0000_00aa }
        #expect(writer.text == "000000aa")
        #expect(try identity().obtain { 2 } == writer)
        #expect(try identity().existing() == writer)
    }

    @Test func `a copy is another writer, and the original stays who it was`() throws {
        let writer = try identity().obtain { 1 }
        let copy = repository.directory.path + "/copy"
        _ = try TestProcess.run(["cp", "-a", repository.path, copy], in: "/", environment: [:])
        #expect(try identity(at: copy).existing() == nil)
        #expect(try identity(at: copy).obtain { 3 }.text == "00000003")
        #expect(try identity().existing() == writer)
    }

    @Test func `a clone that was moved is the same writer, as often as it is moved`() throws {
        let writer = try identity().obtain { 1 }
        var path = repository.path
        for name in ["first", "second"] {
            let target = repository.directory.path + "/" + name
            try FileManager.default.moveItem(atPath: path, toPath: target)
            path = target
            #expect(try identity(at: path).obtain { 2 } == writer)
        }
    }

    @Test func `a link to a clone leads to the same writer`() throws {
        let writer = try identity().obtain { 1 }
        let link = repository.directory.path + "/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: repository.path)
        #expect(try identity(at: link).existing() == writer)
    }

    private static let first = ClonePlace(inode: 7, path: "/a", machine: "m")

    static let others: [(ClonePlace, isSame: Bool)] = [
        // Mounted again, after a start of the machine, or in a container that lives on.
        (ClonePlace(inode: 7, path: "/a", machine: "m"), true),
        // Moved.
        (ClonePlace(inode: 7, path: "/b", machine: "m"), true),
        // On a layer of its own since it was first written to, or brought back from a backup.
        (ClonePlace(inode: 8, path: "/a", machine: "m"), true),
        // In the next container.
        (ClonePlace(inode: 7, path: "/a", machine: "n"), true),
        // Copied here, and to another machine.
        (ClonePlace(inode: 8, path: "/b", machine: "m"), false),
        (ClonePlace(inode: 8, path: "/a", machine: "n"), false),
        (ClonePlace(inode: 7, path: "/b", machine: "n"), false),
        (ClonePlace(inode: 8, path: "/b", machine: "n"), false),
    ]

    @Test(arguments: others)
    func `it is the same writer where two of folder, path and machine agree`(
        place: ClonePlace, isSame: Bool
    ) throws {
        let writer = try identity(Self.first).obtain { 1 }
        #expect(try identity(place).existing() == (isSame ? writer : nil))
        #expect(try identity(place).obtain { 2 }.text == (isSame ? "00000001" : "00000002"))
        // From there on that is where it is.
        let next = try identity(place).existing()
        #expect(try identity(place).obtain { 3 } == next)
    }

    @Test func `one thing after the other may change`() throws {
        let writer = try identity(Self.first).obtain { 1 }
        let places: [(UInt64, String, String)] = [
            (8, "/a", "m"), (8, "/b", "m"), (8, "/b", "n"), (9, "/b", "n"), (9, "/c", "n"),
        ]
        for (inode, path, machine) in places {
            let place = ClonePlace(inode: inode, path: path, machine: machine)
            #expect(try identity(place).obtain { 2 } == writer)
        }
    }

    @Test func `a file of an earlier version is read by its inode, whatever the device is by now`() throws {
        try repository.write("000000aa 1793:7\n", to: ".git/hone/writer")
        #expect(try identity(Self.first).existing()?.text == "000000aa")
        let other = ClonePlace(inode: 8, path: "/a", machine: "m")
        #expect(try identity(other).existing() == nil)
        #expect(try identity(Self.first).obtain { 2 }.text == "000000aa")
        // It knows path and machine from then on.
        #expect(try identity(other).existing()?.text == "000000aa")
    }

    @Test(arguments: [
        "", "\n", "000000aa", "xyz 1:7", "000000aa 1:", "000000aa 7 a", "000000aa 99999999999999999999 a b",
        "a b c d e f",
    ])
    func `a file that says nothing of use gives a new writer`(text: String) throws {
        try repository.write(text, to: ".git/hone/writer")
        #expect(try identity(Self.first).existing() == nil)
        #expect(try identity(Self.first).obtain { 2 }.text == "00000002")
        #expect(try identity(Self.first).existing()?.text == "00000002")
    }
}
