/// The manual page of a command: what its definition says, its examples, and what is written of it besides.
struct CommandPage {
    private let command: CommandDescription
    private let path: [String]
    private let examples: [CommandExample]
    private let more: [ManualPage.Block]

    /// The pages of a command and of all below it.
    ///
    /// - Parameters:
    ///   - type: the command as it is declared, which has the examples.
    ///   - written: by name, pages whose text follows the options of a command's own.
    static func all(
        of command: CommandDescription, _ type: (any ExemplifiedCommand.Type)?,
        written: [String: ManualPage], below path: [String] = []
    ) -> [ManualPage] {
        let path = path + [command.commandName]
        let name = path.joined(separator: "-")
        let page = CommandPage(
            command: command, path: path, examples: type?.examples ?? [], more: written[name]?.blocks ?? [])
        return [page.page]
            + command.visibleSubcommands.flatMap { sub in
                all(of: sub, type?.subcommand(sub.commandName), written: written, below: path)
            }
    }

    private var page: ManualPage {
        ManualPage(
            name: path.joined(separator: "-"), section: 1, summary: uncapitalized(command.abstract ?? ""),
            blocks: synopsis + description + arguments + options + commands + more + shown + related)
    }

    private var synopsis: [ManualPage.Block] {
        let shown = command.visibleArguments.filter { argument in
            !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
        var spans = [strong(path.joined(separator: " "))] + shown.flatMap(usage)
        if !command.visibleSubcommands.isEmpty { spans += [plain(" "), placeholder("command")] }
        return [.heading("Synopsis"), .paragraph(StyledText(spans))]
    }

    private func usage(_ argument: CommandDescription.Argument) -> [StyledText.Span] {
        let name = argument.names?.last.map { [strong($0.text)] } ?? []
        let value = [placeholder(argument.valueName ?? "")]
        let spans =
            switch argument.kind {
            case .positional: value
            case .option: name + [plain(" ")] + value
            case .flag: name
            }
        return [plain(" ")] + (argument.isOptional ? [plain("[")] + spans + [plain("]")] : spans)
    }

    private var description: [ManualPage.Block] {
        let texts = [command.abstract, command.discussion].compactMap { $0 }
        let paragraphs = texts.flatMap(paragraphs)
        return paragraphs.isEmpty ? [] : [.heading("Description")] + paragraphs
    }

    /// Paragraphs of the texts that definitions have, in which an empty line, or one set in, begins another.
    private func paragraphs(_ text: String) -> [ManualPage.Block] {
        var blocks: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line.hasPrefix(" ") { blocks.append([]) }
            blocks[blocks.count - 1].append(line.drop { $0 == " " })
        }
        return blocks.map { $0.filter { !$0.isEmpty } }.filter { !$0.isEmpty }
            .map { .paragraph(StyledText(markdown: $0.joined(separator: " "))) }
    }

    private var arguments: [ManualPage.Block] {
        let items = command.visibleArguments.filter { $0.kind == .positional }
        return items.isEmpty
            ? []
            : [.heading("Arguments")] + items.map { entry([placeholder($0.valueName ?? "")], $0) }
    }

    private var options: [ManualPage.Block] {
        let items = command.visibleArguments.filter { $0.kind != .positional }
        guard !items.isEmpty else { return [] }
        return [.heading("Options")]
            + items.map { argument in
                let names = (argument.names ?? []).map { [code($0.text)] }.joined(separator: [plain(", ")])
                let value =
                    argument.kind == .option ? [plain(" "), placeholder(argument.valueName ?? "")] : []
                return entry(names + value, argument)
            }
    }

    private func entry(
        _ term: [StyledText.Span], _ argument: CommandDescription.Argument
    ) -> ManualPage.Block {
        var text = [argument.abstract, argument.discussion].compactMap { $0 }.joined(separator: " ")
        if let value = argument.defaultValue { text += " Default: \(value)." }
        return .entry(.init(term: StyledText(term), kind: nil, meaning: StyledText(markdown: text)))
    }

    private var commands: [ManualPage.Block] {
        guard !command.visibleSubcommands.isEmpty else { return [] }
        return [.heading("Commands")]
            + command.visibleSubcommands.map { sub in
                let name = (path + [sub.commandName]).joined(separator: "-")
                return .entry(
                    .init(
                        term: StyledText([code(name), plain("(1)")]), kind: nil,
                        meaning: StyledText(markdown: sub.abstract ?? "")))
            }
    }

    private var shown: [ManualPage.Block] {
        guard !examples.isEmpty else { return [] }
        return [.heading("Examples")]
            + examples.map {
                .entry(
                    .init(
                        term: StyledText([code($0.command)]), kind: nil,
                        meaning: StyledText(markdown: $0.effect)))
            }
    }

    private var related: [ManualPage.Block] {
        let parents = path.count > 1 ? [path.dropLast().joined(separator: "-")] : ["git"]
        let spans = parents.flatMap { [strong($0), plain("(1)")] }
        return [.heading("See also"), .paragraph(StyledText(spans))]
    }

    private func plain(_ text: String) -> StyledText.Span { .init(text: text, style: .plain) }
    private func code(_ text: String) -> StyledText.Span { .init(text: text, style: .code) }
    private func strong(_ text: String) -> StyledText.Span { .init(text: text, style: .strong) }
    private func placeholder(_ text: String) -> StyledText.Span { .init(text: text, style: .placeholder) }

    private func uncapitalized(_ text: String) -> String {
        let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
        return sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
}
