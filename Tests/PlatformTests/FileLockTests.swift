import TestSupport
import Testing

@testable import Platform

struct FileLockTests {
    private let folder: TemporaryDirectory
    private var path: String { folder.path + "/lock" }

    init() throws { folder = try TemporaryDirectory() }

    @Test func `one holder has a lock at a time, in one process too`() throws {
        do {
            let lock = try FileLock(trying: path)
            let isTaken = lock != nil
            #expect(isTaken)
            let second = try FileLock(trying: path) == nil
            #expect(second)
            #expect(try FileLock.isHeld(path))
            _ = consume lock
        }
        #expect(try !FileLock.isHeld(path))
        _ = try FileLock(waitingFor: path)
    }

    @Test func `to ask who holds it makes no file`() throws {
        #expect(try !FileLock.isHeld(path))
        #expect(!HostFile.exists(path))
    }

    @Test func `what is told of a holder stands in place of what was`() throws {
        try folder.write("a long line about another holder\n", to: "lock")
        let lock = try FileLock(waitingFor: path)
        try lock.tell("7 9\n")
        #expect(try HostFile.text(path) == "7 9\n")
    }
}
