import Foundation
import Glibc
import TestSupport
import Testing

@testable import Platform

struct ForeignFileTests {
    /// What somebody may put where a file is looked for.
    enum Trap: CaseIterable {
        case pipe, device, folder, link, linkToDevice, linkToItself

        func lay(at path: String) throws {
            let made =
                switch self {
                case .pipe: mkfifo(path, 0o600)
                case .device: symlink("/dev/zero", path)
                case .folder: mkdir(path, 0o700)
                case .link: symlink("/etc/passwd", path)
                case .linkToDevice: symlink("/dev/zero", path)
                case .linkToItself: symlink(path, path)
                }
            try #require(made == 0)
        }
    }

    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/file" }

    init() throws { folder = try TemporaryDirectory() }

    @Test(.timeLimit(.minutes(1)), arguments: Trap.allCases)
    func `what is no regular file is refused and not waited for`(trap: Trap) throws {
        try trap.lay(at: path)
        #expect(throws: FileError.self) { try ForeignFile.read(path, limit: 10).get() }
        #expect(ForeignFile.with(path) { $0.size } == nil)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [Trap.pipe, .device, .folder, .linkToDevice, .linkToItself])
    func `nor is it read where links are followed`(trap: Trap) throws {
        try trap.lay(at: path)
        #expect(throws: FileError.self) { try ForeignFile.read(path, links: .followed, limit: 10).get() }
    }

    @Test func `a link is followed where it may be one`() throws {
        try folder.write("text", to: "other")
        try #require(symlink("other", path) == 0)
        #expect(try ForeignFile.read(path, links: .followed, limit: 4).get() == Array("text".utf8))
        #expect(throws: FileError.self) { try ForeignFile.read(path, limit: 4).get() }
    }

    @Test func `a file of more bytes than the limit is not taken, or its beginning alone`() throws {
        try folder.write("12345", to: "file")
        #expect(try ForeignFile.read(path, limit: 5).get().count == 5)
        let error = FileError("read the file", path, .tooLarge(limit: 4))
        #expect(throws: error) { try ForeignFile.read(path, limit: 4).get() }
        let beginning = try ForeignFile.beginning(of: path, limit: 4).get()
        #expect(beginning == ForeignFile.Content(bytes: Array("1234".utf8), size: 5))
    }

    @Test func `a sparse file of a terabyte takes no memory to refuse`() throws {
        try folder.write("", to: "file")
        try #require(truncate(path, 1 << 40) == 0)
        #expect(throws: FileError.self) { try ForeignFile.read(path, limit: 1 << 20).get() }
        #expect(try ForeignFile.beginning(of: path, limit: 10).get().bytes.count == 10)
    }

    @Test func `a file that is not there is told from one that cannot be read`() throws {
        #expect(throws: FileError("open the file", path, .system(ENOENT))) {
            try ForeignFile.read(path, limit: 10).get()
        }
    }
}
