import Git
import Platform
import StudyModel
import StudyStore

/// A repository with its runs, opened in a process's surroundings: what parts of a run are made from.
package struct Workbench: Sendable {
    /// What the process was given.
    package let surroundings: Surroundings
    /// Is told of what is waited for apart from a loop.
    package let observer: any RunObserver
    /// The runs, as the repository keeps them.
    package let store: StudyRepository

    /// The git repository below the store.
    package var repository: Repository { store.repository }
    /// git in the user's checkout, with their environment.
    package var git: UserGit { UserGit(repository.context) }
    /// The folder that the user works in.
    package var checkout: Checkout { Checkout(repository.context) }

    /// The versions of what steps a run here, by program.
    package func programs() async throws -> [String: String] {
        // `git version 2.39.5`
        let words = try await git.run(["version"]).split(separator: " ")
        var programs = ["hone": surroundings.version, "libgit2": LibraryVersion.text]
        programs["git"] = words.dropFirst(2).first.map { String($0.filter { !$0.isNewline }) }
        return programs
    }

    /// Fetches what a partial clone lacks of a commit's files, as git itself does for each that it is asked for, but all at once.
    ///
    /// Throws git's own words where the remote cannot be reached or does not give them.
    func fetchMissing(of commit: String) async throws {
        guard let remote = try promisor() else { return }
        // Trees that were missing name further objects.
        while true {
            let listed = try await git.run(["rev-list", "--objects", "--no-walk", "--missing=print", commit])
            let missing = listed.split(separator: "\n").filter { $0.hasPrefix("?") }.map {
                String($0.dropFirst())
            }
            if missing.isEmpty { return }
            for start in stride(from: 0, to: missing.count, by: 1000) {
                let wanted = missing[start..<min(start + 1000, missing.count)]
                try await git.run(
                    [
                        "fetch", "-q", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no",
                        "--filter=blob:none",
                        remote,
                    ] + wanted)
            }
        }
    }

    /// The remote that promised what a partial clone lacks; nil for a whole one.
    private func promisor() throws -> String? {
        let context = repository.context
        if let named = try context.setting("extensions.partialclone") { return named }
        let (start, end) = ("remote.", ".promisor")
        let keys = try context.settings().map(\.key).filter { $0.hasPrefix(start) && $0.hasSuffix(end) }
        return try keys.first { try context.flag($0) == true }.map {
            String($0.dropFirst(start.count).dropLast(end.count))
        }
    }

    /// Whether the checkout's tracked files are executable, by path, where their file system has no bit for it; else none.
    func checkoutModes() async throws -> [String: Bool] {
        guard try repository.context.flag("core.filemode") == false else { return [:] }
        // `100755 <object> <stage>\t<path>`
        let entries = try await git.run(["ls-files", "--stage", "-z"]).split(separator: "\0")
        let modes = entries.compactMap { entry -> (String, Bool)? in
            entry.firstIndex(of: "\t").map {
                (String(entry[entry.index(after: $0)...]), entry.hasPrefix("100755"))
            }
        }
        return Dictionary(modes) { first, _ in first }
    }

    /// Opens the repository that the process was started in; throws `GitError` and `StoreError`.
    package init(_ surroundings: Surroundings, observer: any RunObserver) throws {
        let context = try GitContext(at: surroundings.directory, environment: surroundings.environment)
        self.surroundings = surroundings
        self.observer = observer
        store = try StudyRepository(context, options: surroundings.storeOptions())
    }
}

/// The folder that the user works in, which a bare repository has none of.
package struct Checkout: Sendable {
    private let context: GitContext

    init(_ context: GitContext) { self.context = context }

    /// The top of it, without a slash at the end; throws `.bareRepository` where there is none: such a repository is for reading alone.
    package var top: String {
        get throws {
            guard let top = context.workingDirectory else {
                throw Problem.repository(
                    .bareRepository(
                        path: String(context.gitDirectory.dropLast()), worktrees: context.worktrees))
            }
            return top.count > 1 ? String(top.dropLast()) : top
        }
    }

    /// What people call the repository: the folder's name, or its own where it has no checkout.
    package var name: String {
        let folder = context.workingDirectory ?? context.gitDirectory
        return folder.split(separator: "/").last.map(String.init) ?? "this repository"
    }
}
