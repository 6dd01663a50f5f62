import LanguageModel
import Mustache
import StudyModel
import Templates

/// Writes the messages of a request from Mustache templates: what `hone` brings, or what the study names for the user's message.
struct PromptWriter: Sendable {
    private let custom: MustacheTemplate?

    /// A template that cannot be read.
    struct BadTemplate: Error, Hashable {
        let reason: String
    }

    /// What a prompt may bring in beside names: how to answer, and the message that it takes the place of.
    static let partials: Set = ["form", "default"]

    /// - Parameter custom: the template of the user's message; `nil` for the one that `hone` brings.
    init(custom: String?) throws {
        do {
            self.custom = try custom.map(Self.template)
            let names = TemplateNames(of: PromptContents.sample, partials: Self.partials)
            if let unknown = custom.flatMap(names.firstUnknown) {
                throw BadTemplate(reason: unknown.words)
            }
        } catch let error as MustacheTemplate.ParserError {
            // Ours is the line before the first.
            let place = "line \(error.context.lineNumber - 1), column \(error.context.columnNumber)"
            throw BadTemplate(reason: "\(error.error) at \(place)")
        }
    }

    /// Returns the messages that begin the conversation of a step.
    func messages(_ contents: PromptContents, form: ReplyForm) throws -> [ChatMessage] {
        let user = try Self.template(Templates.Prompt.user.text)
        let library = MustacheLibrary(templates: [
            "form": try Self.template(form.description.text), "default": user,
        ])
        let system = try Self.template(Templates.Prompt.system.text)
        return [
            ChatMessage(.system, system.render(contents, library: library).trimmedEnd),
            ChatMessage(.user, (custom ?? user).render(contents, library: library).trimmedEnd),
        ]
    }

    /// Returns the message that says why an answer was not applied.
    ///
    /// - Parameter keeps: whether it has edits that apply, which need not come again.
    func repair(_ problems: [EditProblem], keeps: Bool) throws -> ChatMessage {
        let template = try Self.template(Templates.Prompt.repair.text)
        let contents = RepairContents(problems: problems.prefix(10).map { $0.advice.hanging }, keeps: keeps)
        return ChatMessage(.user, template.render(contents).trimmedEnd)
    }

    /// A prompt is no page: what stands in it is not escaped.
    private static func template(_ text: String) throws -> MustacheTemplate {
        try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
    }
}

struct RepairContents {
    let problems: [String]
    let keeps: Bool
}

extension String {
    /// With all lines but the first indented, to stand in a list.
    fileprivate var hanging: String {
        lineFeedLines.enumerated().map { $0 == 0 || $1.isEmpty ? $1 : "  " + $1 }.joined(separator: "\n")
    }
}
