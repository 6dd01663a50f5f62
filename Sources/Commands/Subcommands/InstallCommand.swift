import ArgumentParser
import FoundationEssentials
import Listings
import Operations
import StudyModel

struct InstallCommand: ParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "install",
        abstract: "Put this program, its manual and its completions where shells find them.",
        discussion: """
            Copies the program to bin/hone below the prefix, with git-hone beside it so that `git hone …` works, the manual's pages to
            share/man, and the completions of bash, zsh and fish to where these look. Removing the files that it lists undoes it.
            """)

    static let examples = [
        CommandExample("hone install", "Below ~/.local"),
        CommandExample("hone install --prefix /usr/local", "Below another folder"),
        CommandExample(
            "hone install --python .venv", "The package for Python, `import hone`, into a virtual environment"
        ),
    ]

    private struct Installed: Listing {
        let paths: [String]

        func write(to line: inout ObjectWriter) { line.put("installed", each: paths) }
    }

    @Option(
        help: ArgumentHelp("Where to; $HOME/.local when left out.", valueName: "folder"),
        completion: .directory)
    var prefix: String?

    @Option(
        help: ArgumentHelp(
            "Instead, put the Python package `hone` into this virtual environment: hone.report, examples, trace, ask and tell.",
            valueName: "environment"),
        completion: .directory)
    var python: String?

    @OptionGroup var format: FormatOptions

    func validate() throws {
        if python != nil, prefix != nil {
            throw ValidationError("'--python' and '--prefix' exclude each other")
        }
    }

    func run() throws {
        let environment = ThisProcess.environment()
        if let python { return try install(into: python, console: Console(environment: environment)) }
        guard let program = ThisProcess.program() else {
            throw ErrorReport(
                what: "This program's file cannot be found", causes: ["/proc/self/exe names none"])
        }
        let folder = try self.folder(environment)
        let console = Console(environment: environment)
        let paths: [String]
        do {
            paths = try Installation(prefix: folder).install(program: program, version: Hone.version)
        } catch let error as CocoaError {
            throw ErrorReport(
                what: "Nothing more can be written below '\(folder)'",
                causes: ["\(error.localizedDescription)"],
                hint: "Name a folder that you may write to: `hone install --prefix FOLDER`")
        }
        if format.json { return console.printJSON(Installed(paths: paths)) }
        console.print(paths)
        if !(environment["PATH"] ?? "").split(separator: ":").contains("\(folder)/bin") {
            console.note("'\(folder)/bin' is not on the PATH of this shell yet")
        }
    }

    private func install(into environment: String, console: Console) throws {
        let package = try PythonPackage(environment: absolute(environment))
        let paths: [String]
        do {
            paths = try package.install(version: Hone.version)
        } catch let error as CocoaError {
            throw ErrorReport(
                what: "Nothing can be written in '\(package.folder)'",
                causes: ["\(error.localizedDescription)"])
        }
        if format.json { return console.printJSON(Installed(paths: paths)) }
        console.print(paths)
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    private func folder(_ environment: [String: String]) throws -> String {
        guard let prefix else {
            guard let home = environment["HOME"], home.hasPrefix("/") else {
                throw ErrorReport(
                    what: "There is no $HOME to install below",
                    hint: "Name a folder: `hone install --prefix FOLDER`", exit: .wrongUsage)
            }
            return home + "/.local"
        }
        return absolute(prefix)
    }
}
