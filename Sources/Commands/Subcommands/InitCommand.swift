import ArgumentParser
import Operations
import StudyFile
import StudyModel

struct InitCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a study file to start from.",
        discussion:
            "With `--command` and `--editable` the file is ready to run: `hone init --command ./bench.sh --editable src/sort.c`. With `--template` a folder of its own gets a whole study: `hone init --template ml-pipeline`. With `--from` a folder that was made for another program becomes one, as it lies: `hone init --from openevolve examples/sorting`"
    )

    static let examples = [
        CommandExample(
            "hone init --command 'sh bench/run.sh' --editable src/sort.c --metric seconds --direction minimize",
            "Write a study without an editor"),
        CommandExample("hone init --full", "Write every key with its explanation"),
        CommandExample(
            "hone init --template python", "Make a small study in a repository of its own, to begin from"),
        CommandExample(
            "hone init --from openevolve FOLDER", "Take over what was made for another program"),
    ]

    @Option(
        help: ArgumentHelp(
            "Make a repository of a study that is ready, with the artifacts that it starts from as branches: \(NewRepository.templates.joined(separator: ", ")).",
            valueName: "template"))
    var template: String?

    @Option(
        help: ArgumentHelp(
            "Write a study file for a folder that was made for another program, as it lies: \(StudyImport.Tool.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "program"))
    var from: StudyImport.Tool?

    @Argument(
        help:
            "With `--template` the folder to make, the template's name when left out; with `--from` the folder to take over."
    )
    var folder: String?

    @Option(help: "The study's name; the folder's when left out.")
    var name: String?

    @Option(
        help: ArgumentHelp(
            "The evaluator: a shell command that prints a number on its last line.", valueName: "command"))
    var command: String?

    @Option(
        help: ArgumentHelp("A pattern of files that may be changed; may be repeated.", valueName: "pattern"))
    var editable: [String] = []

    @Option(
        help: ArgumentHelp(
            "A shell command that must exit with 0 before anything is scored; may be repeated.",
            valueName: "command"))
    var gate: [String] = []

    @Option(help: ArgumentHelp("A shell command that builds the candidate.", valueName: "command"))
    var build: String?

    @Option(help: "The metric that decides.")
    var metric: String?

    @Option(help: "minimize or maximize.")
    var direction: Direction = .minimize

    @Flag(help: "Write every key with its explanation.")
    var full = false

    @Flag(help: "Overwrite the file.")
    var force = false

    @OptionGroup var study: StudyOptions
    @OptionGroup var place: PlaceOptions

    func validate() throws {
        if folder != nil, template == nil, from == nil {
            throw ValidationError("A folder is made of a template alone: add --template")
        }
        if from != nil {
            guard template == nil else { throw ValidationError("--from and --template exclude each other") }
            guard folder != nil else {
                throw ValidationError("Name the folder to take over: --from PROGRAM FOLDER")
            }
        }
    }

    func run() async throws {
        if let template { return try await makeRepository(of: template) }
        let workshop = try place.workshop()
        if let from, let folder { return try takeOver(folder, from: from, workshop) }
        let draft = StudyDraft(
            name: name ?? workshop.studies.suggestedName, editable: editable, build: build, gates: gate,
            command: command ?? "", metric: metric, direction: direction)
        try workshop.studies.write(
            draft, extent: full ? .full : .short, to: study.path, existing: force ? .overwrite : .keep)
        let console = place.console()
        console.print("Wrote '\(study.path)'")
        let open =
            (command == nil ? ["evaluator.command"] : []) + (editable.isEmpty ? ["artifact.editable"] : [])
        if !open.isEmpty { console.print("Set \(open.joined(separator: " and ")) in it") }
        console.print("Then try it with `hone check`, and start with `hone run`")
    }

    private func takeOver(_ folder: String, from tool: StudyImport.Tool, _ workshop: Workshop) throws {
        let found = try workshop.studies.takeOver(
            folder, from: tool, named: name, to: study.path, existing: force ? .overwrite : .keep)
        let console = place.console()
        let names = ([study.path] + found.files.map(\.path)).map { "'\($0)'" }.joined(separator: " and ")
        console.print("Wrote \(names); '\(folder)' is used as it lies")
        if let next = found.next { console.print(next) }
        console.print("Commit what may be improved, try it with `hone check`, and start with `hone run`")
    }

    private func makeRepository(of template: String) async throws {
        let path = try await NewRepository.study(
            template, at: folder, surroundings: try place.surroundings())
        place.console().print("Made a repository in '\(path)'; its README.md says how to begin")
    }
}

extension Direction: ExpressibleByArgument {}
extension StudyImport.Tool: ExpressibleByArgument {}
