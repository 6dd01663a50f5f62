import Platform

/// Writes the command line that runs a request in bubblewrap.
///
/// The environment is not on it, since anybody can read a command line and the environment may hold secrets: bubblewrap
/// passes on the one that it is started with, which is the request's and nothing else.
struct BubblewrapCommand {
    /// The files of the system, read-only, in namespaces of its own; ends with hone and sees no terminal.
    private static let isolation = [
        "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
    ]

    let executable: String
    let toolchain: Toolchain

    func words(for request: ProcessRequest) -> [String] {
        let confinement = request.confinement
        let directory = Sandbox.bubblewrap(executable: executable)
            .visiblePath(request.directory, in: confinement)
        return [executable] + Self.isolation + (confinement.network == .on ? ["--share-net"] : [])
            + systemBinds(confinement.network) + toolchainBinds(request.environment["PATH"] ?? "")
            + confinement.binds.flatMap(words) + ["--chdir", directory, "--"]
            + confinement.limitedWords(request.words)
    }

    /// The command line of a trial run, which shows whether bubblewrap works here at all.
    var trial: [String] {
        words(
            for: ProcessRequest(words: ["/bin/true"], directory: "/", environment: [:], timeout: .seconds(10))
        )
    }

    private func systemBinds(_ network: Confinement.Network) -> [String] {
        let system = Toolchain.systemFolders.flatMap { folder in
            if let target = try? HostFile.linkTarget(folder) { return ["--symlink", target, folder] }
            return ["--ro-bind-try", folder, folder]
        }
        return system + ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--tmpfs", "/var/tmp"]
            + (network == .on ? nameResolution : [])
    }

    /// Where `/etc/resolv.conf` is a link, what it leads to.
    private var nameResolution: [String] {
        guard let real = try? HostFile.realPath("/etc/resolv.conf"), !real.hasPrefix("/etc/") else {
            return []
        }
        return ["--ro-bind-try", real, real]
    }

    private func toolchainBinds(_ path: String) -> [String] {
        toolchain.folders(forPath: path).flatMap { ["--ro-bind-try", $0, $0] }
    }

    private func words(_ bind: Confinement.Bind) -> [String] {
        let word =
            switch bind.access {
            case .readOnly: "--ro-bind"
            case .writable: "--bind"
            case .device: "--dev-bind"
            }
        return [word, bind.from, bind.to]
    }
}

extension Confinement {
    /// The words of a command with its limits set before it starts.
    func limitedWords(_ words: [String]) -> [String] {
        guard memory != nil || processes != nil else { return words }
        return ["/usr/bin/prlimit"] + (memory.map { ["--as=\($0)"] } ?? [])
            + (processes.map { ["--nproc=\($0)"] } ?? []) + ["--"] + words
    }
}
