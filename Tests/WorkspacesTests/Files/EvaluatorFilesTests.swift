import Foundation
import TestSupport
import Testing

@testable import Workspaces

struct EvaluatorFilesTests {
    @Test func `files are taken whether committed or not, never from outside`() throws {
        let outside = try TemporaryDirectory()
        try outside.write("secret", to: "key")
        let repository = try TemporaryRepository()
        try repository.commit(
            "base", files: ["bench/run.sh": "run\n", "src/a.c": "a\n", ".gitignore": "*.data\n"])
        try repository.write("data\n", to: "bench/cases.data")
        symlink(outside.path + "/key", repository.path + "/bench/key")
        symlink(outside.path, repository.path + "/bench/folder")
        symlink("../src/a.c", repository.path + "/bench/inside")
        symlink("../.git/config", repository.path + "/bench/config")
        chmod(repository.path + "/bench/run.sh", 0o755)
        let files = try EvaluatorFiles.collect(from: repository.path, patterns: ["bench/**"])
        #expect(files.files.map(\.path) == ["bench/cases.data", "bench/inside", "bench/run.sh"])
        #expect(files.files.map(\.executable) == [false, false, true])
        #expect(files.files[1].bytes == Array("a\n".utf8))
    }

    @Test func `the digest depends on path, mode and content, not on order`() {
        let one = OverlayFile(path: "a", bytes: [1])
        let two = OverlayFile(path: "b", bytes: [2])
        let digest = EvaluatorFiles([one, two]).digest
        #expect(EvaluatorFiles([two, one]).digest == digest)
        #expect(EvaluatorFiles([one]).digest != digest)
        #expect(EvaluatorFiles([one, OverlayFile(path: "b", bytes: [3])]).digest != digest)
        #expect(EvaluatorFiles([one, OverlayFile(path: "c", bytes: [2])]).digest != digest)
        #expect(EvaluatorFiles([one, OverlayFile(path: "b", bytes: [2], executable: true)]).digest != digest)
        #expect(digest.hasPrefix("sha256:"))
    }

    @Test func `no patterns take no files`() throws {
        #expect(try EvaluatorFiles.collect(from: "/", patterns: []).files.isEmpty)
    }
}
