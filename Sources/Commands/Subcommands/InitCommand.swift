import ArgumentParser
import Operations
import StudyFile
import StudyModel

struct InitCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Look at the repository, ask, and write a study that passes its check.",
        discussion:
            "It looks at what builds, tests and times the project, without running any of it, proposes an answer to each of five questions, runs the command once in the sandbox, writes the study file and checks it. `hone init --yes` takes the answers that are proposed; with `--command` and `--editable` nothing is asked: `hone init --command ./bench.sh --editable src/sort.c`. With `--template` a folder of its own gets a whole study: `hone init --template ml-pipeline`. With `--from` a folder that was made for another program becomes one, as it lies: `hone init --from openevolve examples/sorting`"
    )

    static let examples = [
        CommandExample("hone init", "Be asked, with answers proposed from what is there"),
        CommandExample(
            "hone init --yes --proposer claude-code", "Take what is proposed, and have an agent propose"),
        CommandExample(
            "hone init --command 'sh bench/run.sh' --editable src/sort.c --metric seconds --direction minimize",
            "Write a study without an editor"),
        CommandExample("hone init --yes --full", "Write every key with its explanation"),
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

    @Option(help: ArgumentHelp("What shall get better, in words: the instructions.", valueName: "text"))
    var goal: String?

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

    @Option(
        help: ArgumentHelp(
            "An environment variable that the command may read; may be repeated.", valueName: "name"))
    var secret: [String] = []

    @Flag(help: "Let the command reach the network.")
    var network = false

    @Option(help: "The metric that decides.")
    var metric: String?

    @Option(help: "minimize or maximize; by the metric's name when left out, and else minimize.")
    var direction: Direction?

    @Option(
        help: ArgumentHelp(
            "Who proposes: \(ProposerChoice.known.joined(separator: ", ")); when left out what is proposed, and with --command and --editable mutation.",
            valueName: "who"))
    var proposer: String?

    @Flag(help: "Take the answers that are proposed to whatever the options leave open.")
    var yes = false

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
        try await write(workshop)
    }

    private func write(_ workshop: Workshop) async throws {
        if !force { try workshop.studies.requireNew(study.path) }
        let answers = StudyAnswers(
            goal: goal, command: command, metric: metric, direction: direction, editable: editable,
            build: build,
            gates: gate, secrets: secret, network: network ? .on : .off,
            proposer: try proposer.map(StudyForm.proposer))
        let isComplete = command != nil && !editable.isEmpty && !yes
        let console = place.console()
        let form = try await workshop.survey.form(
            answers, name: name, proposals: isComplete ? .left : .taken)
        var dialog = StudyDialog(
            form: form, trial: workshop.survey.trial, console: console,
            manner: isComplete ? .complete : yes ? .proposed : .asked)
        try await dialog.run()
        try workshop.studies.write(
            dialog.form.draft, extent: full ? .full : .short, to: study.path,
            existing: force ? .overwrite : .keep)
        console.print("Wrote '\(study.path)'")
        console.print(dialog.form.remarks.flatMap { Paragraph("- " + $0).lines(indent: 2) })
        try dialog.requireNumber(in: study.path)
        try await check(workshop, console)
        console.print("Start with `hone run`")
    }

    /// Checks what was written, as `hone check` does, and says the parts of it that matter first.
    private func check(_ workshop: Workshop, _ console: Console) async throws {
        let parsed = try workshop.studies.read(study.path)
        let report = try await Interruptible.run(telling: console) { _ in
            try await workshop.check.report(on: parsed, repeats: nil)
        }
        guard report.base.outcome == .scored else {
            throw ErrorReport(
                uncheckedStudy: study.path, key: MeasureReading.key(of: report.base.outcome),
                reason: report.base.reason ?? report.base.outcome.rawValue)
        }
        console.print(CheckPage(report, verbose: false).conclusion(for: console))
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
