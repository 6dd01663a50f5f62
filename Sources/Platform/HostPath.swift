import Glibc

/// A path of this machine as people write it in a file.
package enum HostPath {
    /// Returns the path that is meant: what begins with `~/` lies in the home, any other that is not absolute in a folder.
    package static func resolved(_ path: String, in folder: String, home: String? = home) -> String {
        if path.hasPrefix("/") { return path }
        if path == "~" || path.hasPrefix("~/"), let home { return home + path.dropFirst() }
        return path == "." ? folder : folder + "/" + path
    }

    /// The home of who started this program; `nil` where the environment names none.
    package static var home: String? {
        getenv("HOME").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }

    /// The path itself where it is there, else the paths that it stands for as a pattern of the shell's (`/dev/nvidia*`), sorted. Empty where there are none.
    package static func matching(_ pattern: String) -> [String] {
        if HostFile.exists(pattern) { return [pattern] }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0, let paths = found.gl_pathv else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    }
}
