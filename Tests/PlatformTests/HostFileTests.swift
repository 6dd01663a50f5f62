import Glibc
import TestSupport
import Testing

@testable import Platform

struct HostFileTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/file" }

    init() throws { folder = try TemporaryDirectory() }

    @Test(arguments: [0, 1, 4_095, 4_096, 4_097, 1 << 20, (1 << 20) + 4_096, 3_000_000])
    func `a file of any length is read whole`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try HostFile.write(bytes, to: path)
        #expect(try HostFile.read(path) == bytes)
        #expect(try HostFile.beginning(of: path, count: 4_096) == Array(bytes.prefix(4_096)))
        #expect(try HostFile.read(path, ifStartingWith: [0]) == bytes)
        #expect(try HostFile.read(path, ifStartingWith: [7]).isEmpty)
    }

    @Test func `a file without a size of its own is read to its end`() throws {
        #expect(try HostFile.text("/proc/self/status")?.hasPrefix("Name:") == true)
    }

    /// Each would wait for somebody at the pipe's other end.
    @Test(.timeLimit(.minutes(1))) func `a pipe in the place of a file is an error at once`() throws {
        try #require(mkfifo(path, 0o600) == 0)
        let refused = FileError("open the file", path, .notAFile)
        #expect(throws: refused) { try HostFile.read(path) }
        #expect(throws: refused) { try HostFile.write([1], to: path) }
        #expect(throws: refused) { try HostFile.append([1], to: path) }
        #expect(throws: refused) { try HostFile.sync(path) }
        #expect(throws: refused) { _ = try FileLock(waitingFor: path) }
        #expect(throws: refused) { try FileLock.isHeld(path) }
        try HostFile.replace(path, with: [3], durable: .now)
        #expect(try HostFile.read(path) == [3])
    }

    @Test func `a file is made once, and replaced whole`() throws {
        #expect(try HostFile.create(path, with: [1]))
        #expect(try !HostFile.create(path, with: [2]))
        #expect(throws: FileError.self) { try HostFile.writeNew([2], to: path) }
        try HostFile.replace(path, with: [3], durable: .now)
        try HostFile.append([4], to: path)
        #expect(try HostFile.read(path) == [3, 4])
        #expect(try HostFile.names(in: folder.path) == ["file"])
    }

    @Test func `what is not there is none, and no error`() throws {
        #expect(try HostFile.bytes(path + "/below") == nil)
        #expect(try HostFile.status(path) == nil)
        #expect(try HostFile.names(in: path).isEmpty)
        try HostFile.removeFile(path)
        try HostFile.remove(path)
    }

    @Test func `the folders above are made, and one alone where that is asked`() throws {
        try HostFile.makeFolder(path + "/a/b")
        #expect(try HostFile.makeNewFolder(path + "/c"))
        #expect(try !HostFile.makeNewFolder(path + "/c"))
        #expect(throws: FileError.self) { try HostFile.makeNewFolder(path + "/d/e") }
        #expect(!HostFile.removeEmptyFolder(path))
        try HostFile.remove(path)
        #expect(!HostFile.exists(path))
    }
}
