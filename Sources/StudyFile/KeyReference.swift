import Search
import StudyModel
import Text

/// One key of the study file: what may stand there, what it means, and how a study holds it.
///
/// The table (`KeyReference.all`) is what the reader, what is recorded of a run, the full file that `hone init --full` writes and the manual
/// have in common.
package struct KeyReference: Sendable {
    package enum Presence: Hashable, Sendable {
        /// A group of keys.
        case group
        /// A group of keys that may be left out as a whole, and then has no defaults.
        case optionalGroup
        case required
        /// Left out, it has the value that the table shows.
        case defaulted
        /// Left out, there is none; the table shows an example.
        case optional
        /// A longer way to write the key above it.
        case alternative
        /// Of one of the choices at the key above it; left out, it has the value that the table shows.
        case option
    }

    /// What becomes of a key that is read.
    enum Role: Sendable {
        /// It holds other keys.
        case group
        /// It holds other keys, or is `none`.
        case optionalGroup(OptionalGroup)
        /// It has a value, which is recorded.
        case setting(Setting)
        /// It is within the value of the key above it.
        case part

        /// Whether a file that has its group must have it.
        var isRequired: Bool {
            if case .setting(let setting) = self { setting.required != nil } else { false }
        }

        /// What is recorded of a study; `nil` where there is nothing.
        func value(in study: Study) -> JSONValue? {
            switch self {
            case .group, .part: nil
            case .optionalGroup(let group): group.isOpen(study) ? nil : .string("none")
            case .setting(let setting): setting.value(study)
            }
        }
    }

    /// The dotted path; `[]` stands for the items of a list.
    package let path: String
    package let presence: Presence
    /// What it means, in a sentence without its end.
    package let meaning: String
    let role: Role
    /// What may stand there, as YAML; for a key that has a default and is no setting of its own, the default.
    let example: String

    init(_ path: String, _ presence: Presence, _ role: Role, example: String, _ meaning: String) {
        self.path = path
        self.presence = presence
        self.role = role
        self.example = example
        self.meaning = meaning
    }

    /// The default, or an example where there is none, as YAML; empty for a group.
    package var value: String {
        presence == .defaulted ? standard.map(YAML.text) ?? example : example
    }

    /// What a study has where nobody chose.
    var standard: JSONValue? { role.value(in: .plain) }

    /// How hone acted before there was the key: what a record without it means. The default, unless the table says otherwise.
    package var before: JSONValue? {
        guard case .setting(let setting) = role else { return nil }
        return setting.before ?? standard
    }

    /// The last part of the path.
    package var name: String { path.split(separator: ".").last.map(String.init) ?? path }

    /// How many groups it is in.
    package var depth: Int { path.split(separator: ".").count - 1 }
}

// MARK: - Asking the table

extension KeyReference {
    private static let byPath = Dictionary(all.map { ($0.path, $0) }) { $1 }
    private static let names = Dictionary(grouping: all) { parent(of: $0.path) }.mapValues { $0.map(\.name) }

    /// The groups that may be left out as a whole.
    static let optionalGroups = all.compactMap { key in
        if case .optionalGroup = key.role { key.path } else { nil }
    }

    /// The key of a path; `nil` where the table has none.
    package static func named(_ path: String) -> KeyReference? { byPath[path] }

    /// The names of the keys in a group, or at the top for an empty path.
    static func children(of path: String) -> [String] { names[path] ?? [] }

    /// Whether there are groups below a key.
    static func hasGroups(_ path: String) -> Bool {
        children(of: path).contains { if case .group = named(path + "." + $0)?.role { true } else { false } }
    }

    /// The key below a group with further ones of its kind, where the group may be written as a list of all of them.
    static func others(of group: String) -> String? {
        let path = group + ".others"
        return named(path) == nil ? nil : path
    }

    /// The path of the group that a key is in; empty at the top.
    static func parent(of path: String) -> String {
        path.lastIndex(of: ".").map { String(path[..<$0]) } ?? ""
    }
}

// MARK: - Holding values

/// How a study holds the value of a key.
struct Setting: Sendable {
    /// Returns the value in the study file's vocabulary, or `nil` where the study has no such value.
    let value: @Sendable (Study) -> JSONValue?
    /// Reads a value into a study; what is wrong with it is reported, and leaves the study as it is.
    let take: @Sendable (Value, KeySite, inout Study) -> Void
    /// Whether the study has a place for it: a chat has none for an agent's settings.
    let applies: @Sendable (Study) -> Bool
    /// What is expected where it must be there.
    let required: Expectation?
    /// The setting without which it has no place.
    let onlyWith: String
    /// What hone did before there was the key, where that is not its default.
    let before: JSONValue?

    init<Content>(
        _ form: Form<Content>, _ part: StudyPart<Content>, isRequired: Bool = false, onlyWith: String = "",
        before: Content? = nil
    ) {
        value = { part.get($0).map(form.write) }
        take = { value, site, study in
            if let content = form.read(value, site) { part.set(&study, content) }
        }
        applies = part.applies
        required = isRequired ? form.expectation : nil
        self.onlyWith = onlyWith
        self.before = before.map(form.write)
    }
}

/// A way to a part of a value.
typealias PathInside<Whole, Part> = any WritableKeyPath<Whole, Part> & Sendable

/// A group that a study may lack as a whole.
struct OptionalGroup: Sendable {
    /// Whether a study has it.
    let isOpen: @Sendable (Study) -> Bool
    /// Gives a study the group with its defaults.
    let open: @Sendable (inout Study) -> Void

    init<Content: Sendable>(
        _ path: PathInside<Study, Content?>, standard: Content
    ) {
        isOpen = { $0[keyPath: path] != nil }
        open = { $0[keyPath: path] = standard }
    }
}

/// The part of a study that holds a value.
struct StudyPart<Content: Sendable>: Sendable {
    /// Returns `nil` where the study has none.
    let get: @Sendable (Study) -> Content?
    let set: @Sendable (inout Study, Content) -> Void
    /// Whether a study has a place for it.
    let applies: @Sendable (Study) -> Bool

    /// A part that every study has.
    static func at(_ path: PathInside<Study, Content>) -> StudyPart {
        StudyPart(
            get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 }, applies: { _ in true })
    }

    /// A part that may be missing in any study.
    static func at(optional path: PathInside<Study, Content?>) -> StudyPart {
        StudyPart(
            get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 }, applies: { _ in true })
    }

    /// A part of what not every study has.
    static func within<Whole>(
        _ whole: PathInside<Study, Whole?>, _ path: PathInside<Whole, Content>
    ) -> StudyPart {
        StudyPart(
            get: { $0[keyPath: whole]?[keyPath: path] }, set: { $0[keyPath: whole]?[keyPath: path] = $1 },
            applies: { $0[keyPath: whole] != nil })
    }

    /// A part of what not every study has, that may be missing there too.
    static func within<Whole>(
        _ whole: PathInside<Study, Whole?>,
        optional path: PathInside<Whole, Content?>
    ) -> StudyPart {
        StudyPart(
            get: { $0[keyPath: whole]?[keyPath: path] }, set: { $0[keyPath: whole]?[keyPath: path] = $1 },
            applies: { $0[keyPath: whole] != nil })
    }
}

extension Study {
    /// A study in which nothing was chosen; what every study file must say has stand-ins.
    static let blank = Study(
        name: "", artifact: ArtifactSettings(editable: []),
        evaluator: EvaluatorSettings(command: TimedCommand(run: .shell(""), timeout: .seconds(60))),
        objective: Objective(direction: .minimize),
        search: SearchSettings(
            strategy: StrategySettings(StrategyKind.auto)))

    /// The same with every group that can be left out.
    fileprivate static let plain: Study = {
        var study = blank
        for key in KeyReference.all {
            if case .optionalGroup(let group) = key.role { group.open(&study) }
        }
        return study
    }()
}
