/// Builds the clean environments that evaluators and agents are started with.
package struct EnvironmentBuilder: Sendable {
    /// The caller's own environment; only what is named below is taken from it.
    private let inherited: [String: String]
    private let sandbox: Sandbox

    package init(inherited: [String: String], sandbox: Sandbox) {
        self.inherited = inherited
        self.sandbox = sandbox
    }

    /// The variables of these names, as far as the caller has them.
    package func named(_ names: [String]) -> [String: String] {
        inherited.filter { names.contains($0.key) }
    }

    /// Returns PATH, LANG, HOME, CC, CXX, `GIT_CEILING_DIRECTORIES`, the named secrets, and what `adding` says.
    ///
    /// Paths are as a process confined so sees them. Nothing else of the caller's environment is in it, and of `GIT_*`
    /// only the ceiling, above which no git in the slot looks for a repository.
    package func environment(
        for site: SlotSite, secrets: [String] = [], adding: [String: String] = [:]
    ) -> [String: String] {
        var environment = [
            "PATH": path, "LANG": inherited["LANG"] ?? "C.UTF-8", "HOME": visible(site.home, site),
        ]
        // The folder above the slot's, which the slot's bind does not name.
        environment["GIT_CEILING_DIRECTORIES"] = parent(of: visible(site.slot, site))
        if case .plain = sandbox { environment["TMPDIR"] = site.temporary }
        environment["CC"] = inherited["CC"] ?? compiler(["cc", "clang", "gcc"])
        environment["CXX"] = inherited["CXX"] ?? compiler(["c++", "clang++", "g++"])
        environment.merge(named(secrets)) { $1 }
        return environment.merging(adding) { _, added in added }
    }

    /// The caller's PATH without relative entries; shims that only work in the user's home are replaced by what they lead to.
    package var path: String {
        var folders: [String] = []
        for entry in (inherited["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(
            String.init)
        where entry.hasPrefix("/") {
            for folder in Shim(folder: entry).resolved where !folders.contains(folder) {
                folders.append(folder)
            }
        }
        return folders.joined(separator: ":")
    }

    private func compiler(_ names: [String]) -> String? {
        let search = ProgramSearch(directory: "/", path: path)
        return names.lazy.compactMap { try? search.find($0) }.first
    }

    private func parent(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private func visible(_ path: String, _ site: SlotSite) -> String {
        sandbox.visiblePath(path, in: Confinement(binds: site.binds))
    }
}
