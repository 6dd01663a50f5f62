import Foundation
import TestSupport

/// The program as it was built with these tests.
enum HoneBinary {
    /// Its folder, which the test program lies in too.
    static let folder: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let program = String(
            decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let arguments = [program, Bundle.main.bundlePath + "/x", CommandLine.arguments.first ?? ""]
        let folders = arguments.map { URL(filePath: $0).deletingLastPathComponent().path }
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/hone") } ?? folders[0]
    }()

    static let path = folder + "/hone"

    /// The environment that every test gives it: nothing of the machine's but the system's programs.
    static func environment(home: String) -> [String: String] {
        [
            "PATH": TestProcess.systemFolders.joined(separator: ":"), "HOME": home + "/home",
            "XDG_CACHE_HOME": home + "/cache",
            "LANG": "C.UTF-8", "TZ": "UTC", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
        ]
    }
}
