import Platform

/// A folder of a PATH that may hold shims: scripts that look in the user's home for the real executable.
///
/// A sandbox hides the home, so the folder is replaced by the ones that the shims lead to.
struct Shim {
    let folder: String

    /// The folders to put in the PATH instead; the folder itself where it holds no shims that are known.
    var resolved: [String] {
        if folder.hasSuffix("/.pyenv/shims") { return pyenv(root: String(folder.dropLast("/shims".count))) }
        if folder.hasSuffix("/.cargo/bin") {
            return rustup(home: String(folder.dropLast("/.cargo/bin".count)))
        }
        return [folder]
    }

    /// The versions that `pyenv global` names, in its order.
    private func pyenv(root: String) -> [String] {
        guard let text = try? HostFile.text(root + "/version") else { return [] }
        return text.split(whereSeparator: \.isWhitespace).map { root + "/versions/" + $0 + "/bin" }
            .filter { HostFile.exists($0) }
    }

    /// The default toolchain, before the folder that holds the user's own programs.
    private func rustup(home: String) -> [String] {
        guard let settings = try? HostFile.text(home + "/.rustup/settings.toml") else { return [folder] }
        let line = settings.split(separator: "\n").first { $0.hasPrefix("default_toolchain") }
        guard let name = line?.split(separator: "\"").dropFirst().first else { return [folder] }
        let real = home + "/.rustup/toolchains/" + name + "/bin"
        return HostFile.exists(real) ? [real, folder] : [folder]
    }
}
