import Platform
import Text
import Workspaces

/// Where a Python with a project's packages lies.
struct PythonPlace {
    /// Of a virtual environment in the checkout, relative to its top; `nil` for none.
    let folder: String?
    /// What else has to be shown for that to run.
    let readable: [String]
    private let top: String
    private let outside: String?

    init(_ checkout: SurveyedCheckout) {
        top = checkout.top
        let active = checkout.environment["VIRTUAL_ENV"].flatMap { $0.isEmpty ? nil : $0 }
        let inside = active.flatMap {
            $0.hasPrefix(checkout.top + "/") ? String($0.dropFirst(checkout.top.count + 1)) : nil
        }
        folder = ([inside].compactMap { $0 } + [".venv", "venv", "env"]).first {
            !checkout.tracks($0) && checkout.isFile($0 + "/bin/python") && checkout.isFile($0 + "/pyvenv.cfg")
        }
        outside = [active, checkout.environment["CONDA_PREFIX"]].compactMap { $0 }.first {
            !$0.isEmpty && !$0.hasPrefix(checkout.top + "/")
        }
        readable = folder.map { Self.interpreter(of: $0, checkout) } ?? []
    }

    /// A project that runs with it, of which nothing else is known.
    var project: SurveyedProject {
        var project = SurveyedProject()
        project.python = folder.map { "\($0)/bin/python" }
        project.inputs = folder.map { [$0] } ?? []
        project.readable = readable
        return project
    }

    /// The interpreter as a word of a command.
    var word: String {
        folder.map { "\($0.shellWord)/bin/python" } ?? (outside == nil ? "python3" : "python")
    }

    /// What is said of it.
    var words: String? {
        if let folder {
            return
                "Virtual environment \(folder): lent to every candidate, whose commands run \(folder)/bin/python"
                + (readable.first.map { "; its interpreter lies in \($0)" } ?? "")
        }
        return outside.map { "Python environment \($0), by the PATH" }
    }

    /// Whether a file is the environment's.
    func holds(_ path: String) -> Bool {
        folder.map { path.hasPrefix($0 + "/") } == true
            || path.split(separator: "/").contains {
                [".venv", "venv", "site-packages", "node_modules"].contains($0)
            }
    }

    /// Whether a package is installed in the environment of the checkout.
    func hasPackage(_ name: String) -> Bool {
        guard let folder = folder.map({ top + "/" + $0 }) ?? outside else { return false }
        do {
            return try HostFile.names(in: folder + "/lib").contains {
                HostFile.exists("\(folder)/lib/\($0)/site-packages/\(name)")
            }
        } catch {
            return false
        }
    }

    /// The folders that the environment's interpreter lies in, where neither the system nor the PATH shows them.
    ///
    /// Nothing but a Python's own: the file that names them may be anybody's.
    private static func interpreter(of folder: String, _ checkout: SurveyedCheckout) -> [String] {
        let line = checkout.text(folder + "/pyvenv.cfg")?.split(separator: "\n").first {
            $0.split(separator: "=").first?.trimmed == "home"
        }
        guard let home = line?.split(separator: "=", maxSplits: 1).last.map({ String($0.trimmed) }),
            home.hasPrefix("/"),
            home.hasSuffix("/bin"), HostFile.isExecutable(home + "/python3")
        else { return [] }
        // As a slot has it, where shims are what they lead to.
        let path = EnvironmentBuilder(inherited: checkout.environment, sandbox: .plain(.turnedOff)).path
            .split(separator: ":").map(String.init)
        let system = ["/usr/", "/bin/", "/opt/", "/nix/"].contains { (home + "/").hasPrefix($0) }
        let library = home.dropLast(3) + "lib"
        guard !system, !path.contains(home), holdsPython(String(library)) else { return [] }
        return [home, String(library)]
    }

    private static func holdsPython(_ library: String) -> Bool {
        do {
            return try HostFile.names(in: library).contains { $0.hasPrefix("python3") }
        } catch {
            return false
        }
    }
}
