/// A page of the manual, in the `man` macros of roff.
struct ManualPage {
    /// `hone-hooks-install`: how `man` finds the page.
    let name: String
    private let command: CommandDescription
    private let path: [String]
    private let version: String

    /// The pages of a command and of all below it.
    static func all(of command: CommandDescription, version: String, below path: [String] = [])
        -> [ManualPage]
    {
        let page = ManualPage(command, path: path + [command.commandName], version: version)
        return [page]
            + command.visibleSubcommands.flatMap { all(of: $0, version: version, below: page.path) }
    }

    private init(_ command: CommandDescription, path: [String], version: String) {
        name = path.joined(separator: "-")
        self.command = command
        self.path = path
        self.version = version
    }

    var text: String {
        let parts =
            [head, synopsis, description] + [arguments(.positional), options, commands, files, related]
        return parts.compactMap { $0 }.joined(separator: "\n") + "\n"
    }

    private var head: String {
        """
        .TH \(name.uppercased()) 1 "" "hone \(version)" "hone"
        .SH NAME
        \(roff(name)) \\- \(roff(uncapitalized(command.abstract ?? "")))
        """
    }

    private var synopsis: String {
        let shown = command.visibleArguments.filter { argument in
            !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
        var words = ["\\fB\(roff(path.joined(separator: " ")))\\fR"] + shown.map(usage)
        if !command.visibleSubcommands.isEmpty { words.append("\\fIcommand\\fR") }
        return ".SH SYNOPSIS\n" + words.joined(separator: " ")
    }

    private func usage(_ argument: CommandDescription.Argument) -> String {
        let value = "\\fI\(roff(argument.valueName ?? ""))\\fR"
        let name = argument.names?.last.map { "\\fB\(roff($0.text))\\fR" } ?? ""
        let text: String
        switch argument.kind {
        case .positional: text = value
        case .option: text = name + " " + value
        case .flag: text = name
        }
        return argument.isOptional ? "[\(text)]" : text
    }

    private var description: String? {
        let texts = [command.abstract, command.discussion].compactMap { $0 }
        return texts.isEmpty
            ? nil : ".SH DESCRIPTION\n" + texts.map(paragraph).joined(separator: "\n.PP\n")
    }

    private func arguments(_ kind: CommandDescription.Argument.Kind) -> String? {
        let items = command.visibleArguments.filter { $0.kind == kind }
        guard !items.isEmpty else { return nil }
        return ".SH ARGUMENTS\n"
            + items.map { item("\\fI\(roff($0.valueName ?? ""))\\fR", $0) }.joined(separator: "\n")
    }

    private var options: String? {
        let items = command.visibleArguments.filter { $0.kind != .positional }
        guard !items.isEmpty else { return nil }
        let lines = items.map { argument in
            let names = (argument.names ?? []).map { "\\fB\(roff($0.text))\\fR" }.joined(separator: ", ")
            let value = argument.kind == .option ? " \\fI\(roff(argument.valueName ?? ""))\\fR" : ""
            return item(names + value, argument)
        }
        return ".SH OPTIONS\n" + lines.joined(separator: "\n")
    }

    private func item(_ title: String, _ argument: CommandDescription.Argument) -> String {
        var text = [argument.abstract, argument.discussion].compactMap { $0 }.joined(separator: " ")
        if let value = argument.defaultValue { text += " Default: \(value)." }
        return ".TP\n\(title)\n\(paragraph(text))"
    }

    private var commands: String? {
        guard !command.visibleSubcommands.isEmpty else { return nil }
        let items = command.visibleSubcommands.map { sub in
            ".TP\n\\fB\(roff((path + [sub.commandName]).joined(separator: "-")))\\fR(1)\n\(paragraph(sub.abstract ?? ""))"
        }
        return ".SH COMMANDS\n" + items.joined(separator: "\n")
    }

    private var files: String? {
        path.count > 1
            ? nil
            : ".SH FILES\n.TP\n\\fIhone.yaml\\fR\n\(paragraph("The study file; `hone init --full` writes one that explains every key."))"
    }

    private var related: String {
        let parents = path.count > 1 ? [path.dropLast().joined(separator: "-")] : ["git"]
        return ".SH SEE ALSO\n" + parents.map { "\\fB\(roff($0))\\fR(1)" }.joined(separator: ", ")
    }

    // MARK: - Text

    /// Plain text as roff: `code` becomes bold, and no line can be taken for a request.
    private func paragraph(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard !line.isEmpty else { return ".PP" }
            let pieces = roff(String(line)).split(separator: "`", omittingEmptySubsequences: false)
            let styled = pieces.enumerated().map {
                $0.offset % 2 == 1 ? "\\fB\($0.element)\\fR" : String($0.element)
            }
            return styled.joined()
        }.joined(separator: "\n")
    }

    private func roff(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case ".", "'": result += result.isEmpty ? "\\&\(character)" : String(character)
            default: result.append(character)
            }
        }
        return result
    }

    private func uncapitalized(_ text: String) -> String {
        let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}
