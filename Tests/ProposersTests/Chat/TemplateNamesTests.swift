import Templates
import Testing

@testable import Proposers

/// A prompt's template that uses a name nobody has would leave out what it stands for; it is an error before anything is paid for.
struct TemplateNamesTests {
    private static var names: TemplateNames {
        TemplateNames(of: PromptContents.sample, partials: PromptWriter.partials)
    }

    @Test(
        arguments: [
            ("{{evidnce}}", "evidnce", 1, "evidence"),
            ("Improve it.\n{{#editabel}}{{path}}{{/editabel}}", "editabel", 2, "editable"),
            ("{{#editable}}\n{{pth}}{{/editable}}", "pth", 2, "path"),
            ("{{path}}", "path", 1, nil),
            ("{{^hasContxt}}none{{/hasContxt}}", "hasContxt", 1, "hasContext"),
            ("{{{evidenc}}}", "evidenc", 1, "evidence"),
            ("{{& instruction }}", "instruction", 1, "instructions"),
            ("{{#editable}}{{.evidence}}{{/editable}}", "evidence", 1, nil),
            ("{{uppercased(reminde)}}", "reminde", 1, "reminder"), ("{{> fom}}", "fom", 1, "form"),
            ("{{=<% %>=}}\n<% evidnce %>", "evidnce", 2, "evidence"), ("{{step.number}}", "number", 1, nil),
            ("{{#hasContext}}\n\n{{#context}}{{blok}}{{/context}}{{/hasContext}}", "blok", 3, "block"),
        ] as [(String, String, Int, String?)])
    func `a name that is not there is told with its line and the nearest`(
        template: String, name: String, line: Int, nearest: String?
    ) throws {
        let unknown = try #require(Self.names.firstUnknown(in: template))
        #expect(unknown == .init(name: name, line: line, nearest: nearest))
        #expect(throws: PromptWriter.BadTemplate(reason: unknown.words)) {
            try PromptWriter(custom: template)
        }
    }

    @Test(arguments: [
        "{{! anything }}{{evidence}}{{#editable}}{{path}} {{text}} {{step}} {{.path}}{{/editable}}",
        "{{#hasInstructions}}{{instructions}}{{/hasInstructions}}{{^creates}}no{{/creates}}",
        "{{#context}}{{#limited}}{{lines}}{{/limited}}{{/context}}{{> default}}{{> form}}",
        "{{#editable}}{{#first()}}{{/first()}}{{path}}{{/editable}}", "{{uppercased(reminder)}} {{ step }}",
    ])
    func `a name that is there may stand wherever it is`(template: String) throws {
        #expect(Self.names.firstUnknown(in: template) == nil)
        _ = try PromptWriter(custom: template)
    }

    @Test func `our own prompts use names that are there`() {
        #expect(!Templates.Prompt.allCases.isEmpty)
        for prompt in Templates.Prompt.allCases where prompt != .repair {
            #expect(Self.names.firstUnknown(in: prompt.text) == nil, "\(prompt)")
        }
        let repair = TemplateNames(of: RepairContents(problems: ["one"], keeps: true), partials: [])
        #expect(repair.firstUnknown(in: Templates.Prompt.repair.text) == nil)
    }
}
