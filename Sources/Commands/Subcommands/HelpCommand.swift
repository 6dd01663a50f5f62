import ArgumentParser
import Operations

struct HelpCommand: ParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "help",
        abstract: "Show the manual: of a command, a file, a key, a variable, a ref, an exit code.",
        discussion:
            "The same pages are there for `man` where `hone install` put them: `man hone-run`, `man hone.yaml`."
    )

    static let examples = [
        CommandExample("hone help run", "The page of a command"),
        CommandExample("hone help hone.yaml", "Every key of the study file"),
        CommandExample("hone help objective.scale", "One key; a group shows all that is in it"),
        CommandExample("hone help HONE_RESULTS", "One variable that an evaluator is given"),
    ]

    @Argument(help: "What it is asked about; an overview when left out.", completion: .topic)
    var topic: [String] = []

    @OptionGroup var place: PlaceOptions

    func run() throws {
        let console = place.console()
        guard !topic.isEmpty else {
            console.print(HelpMessage(of: []).text)
            return
        }
        let asked = topic.joined(separator: " ")
        let lines = try Self.lines(on: asked, in: .whole(), for: ManualText(for: console))
        Pager(environment: ThisProcess.environment(), console: console).show(lines)
    }

    /// What the manual has to say of a topic.
    static func lines(on asked: String, in manual: Manual, for text: ManualText) throws -> [String] {
        switch manual.answer(to: asked) {
        case .page(let page): return text.lines(of: page)
        case .section(let page, let blocks):
            let lines = blocks.indices.flatMap { index in
                index == 0 ? text.lines(of: blocks[0]) : text.spaced(blocks[index], after: blocks[index - 1])
            }
            return lines + ["", whole(page, heading: nil)]
        case .entries(let found):
            return found.indices.flatMap { index in
                let next = index + 1 < found.count ? found[index + 1] : nil
                let isLast =
                    next?.page.title != found[index].page.title || next?.heading != found[index].heading
                let source = ["", whole(found[index].page, heading: found[index].heading)]
                let gap = next == nil || !isLast ? [] : [""]
                return text.lines(of: found[index].entry) + (isLast ? source + gap : [])
            }
        case .nothing(let nearest, let mentions):
            throw nothing(on: asked, nearest: nearest, mentions: mentions)
        }
    }

    private static func whole(_ page: ManualPage, heading: String?) -> String {
        let place = heading.map { ", \($0)" } ?? ""
        return "From \(page.title)\(place); all of it: `hone help \(page.topics[0])`"
    }

    private static func nothing(on asked: String, nearest: String?, mentions: [ManualPage]) -> ErrorReport {
        let hint =
            if let nearest {
                "Did you mean `hone help \(nearest)`?"
            } else if mentions.isEmpty {
                "See `hone help` for what there is"
            } else {
                "It is mentioned in "
                    + mentions.prefix(4).map { "`hone help \($0.topics[0])`" }.joined(separator: ", ")
            }
        return ErrorReport(what: "There is no help on '\(asked)'", hint: hint, exit: .wrongUsage)
    }
}

extension CompletionKind {
    /// What `hone help` knows by name.
    fileprivate static let topic = CompletionKind.custom { _, _, prefix in
        do {
            return try Manual.whole().names.filter { $0.hasPrefix(prefix) }
        } catch { return [] }
    }
}
