import StudyModel
import Text

/// What is given for a study, by key: by a file and the command line, or by a record.
struct GivenSettings {
    struct Given {
        let value: Value
        let origin: RecordedSettings.Origin
    }

    private var byKey: [String: Given] = [:]
    /// Where what is taken comes from.
    private var origin = RecordedSettings.Origin.file
    /// Where the groups of the file begin.
    private var groups: [String: Place] = [:]

    /// Takes what a file has; keys that the table does not have are reported.
    ///
    /// - Parameters:
    ///   - options: what the command line or a sweep has instead, by key, and of all below that key.
    ///   - origin: where those come from.
    init(file: Value, options: [String: JSONValue], from origin: RecordedSettings.Origin, findings: Findings)
    {
        take(file, group: "", findings)
        self.origin = origin
        // A group before what is in it.
        for (key, value) in options.sorted(by: { $0.key < $1.key }) {
            byKey = byKey.filter { !$0.key.hasPrefix(key + ".") }
            take(Value(value), at: key, findings)
        }
        openGroups(above: options.keys)
        nameChoices(above: options.keys)
    }

    /// Takes what was recorded; keys that the table does not have are a newer program's.
    init(_ recorded: RecordedSettings) {
        byKey = recorded.byKey.mapValues { Given(value: Value($0.value), origin: $0.origin) }
        openGroups(above: recorded.byKey.keys)
    }

    subscript(key: String) -> Given? { byKey[key] }

    /// Where a key's value is, or else its group.
    func place(of key: String) -> Place? {
        byKey[key]?.value.place ?? groups[KeyReference.parent(of: key)]
    }

    /// Where a group begins.
    func place(ofGroup group: String) -> Place? { groups[group] }

    private mutating func take(_ value: Value, group: String, _ findings: Findings) {
        guard case .map(let entries) = value.content else {
            KeySite(path: group, findings: findings).report(value, expected: .group)
            return
        }
        groups[group] = value.place
        for entry in entries where findings.reportUnlessKnown(entry, in: group) {
            let path = group.isEmpty ? entry.key : group + "." + entry.key
            take(entry.value, at: path, findings)
        }
    }

    private mutating func take(_ value: Value, at path: String, _ findings: Findings) {
        switch KeyReference.named(path)?.role {
        case .group:
            if case .list(let items) = value.content, let others = KeyReference.others(of: path) {
                takeAll(items, of: value, at: path, others: others, findings)
                return
            }
            // A group with a kind may be written as the kind alone.
            if value.text != nil, KeyReference.named(path + ".kind") != nil {
                byKey[path + ".kind"] = Given(value: value, origin: origin)
            } else {
                take(value, group: path, findings)
            }
        case .optionalGroup:
            byKey[path] = Given(value: value, origin: origin)
            if value.text != "none" { take(value, group: path, findings) }
        case .setting:
            // A choice whose options are groups below it may be written as one of those, whose name is the value.
            if case .map(let entries) = value.content, let choice = entries.first, entries.count == 1,
                KeyReference.hasGroups(path)
            {
                let name = Value.Content.scalar(choice.key, isQuoted: false)
                byKey[path] = Given(value: Value(content: name, place: choice.keyPlace), origin: origin)
                take(choice.value, at: path + "." + choice.key, findings)
            } else {
                byKey[path] = Given(value: value, origin: origin)
            }
        case .part, nil: break
        }
    }

    /// Takes a list of what the group may have several of: the first is the group, the others are below it.
    private mutating func takeAll(
        _ items: [Value], of list: Value, at path: String, others: String, _ findings: Findings
    ) {
        guard let first = items.first else {
            KeySite(path: path, findings: findings).report(list, expected: .group)
            return
        }
        take(first, group: path, findings)
        let rest = Value(content: .list(Array(items.dropFirst())), place: items.dropFirst().first?.place)
        if items.count > 1 { byKey[others] = Given(value: rest, origin: origin) }
    }

    /// An option of a choice that nobody made makes it.
    private mutating func nameChoices(above keys: some Sequence<String>) {
        for key in keys.sorted() {
            let parts = key.split(separator: ".")
            for count in parts.indices.dropFirst() {
                let choice = parts[..<count].joined(separator: ".")
                guard byKey[choice] == nil, KeyReference.hasGroups(choice),
                    case .setting = KeyReference.named(choice)?.role
                else { continue }
                byKey[choice] = Given(value: Value(.string(String(parts[count]))), origin: origin)
            }
        }
    }

    /// A group that may be left out is there where one of its keys is.
    private mutating func openGroups(above keys: some Sequence<String>) {
        for group in KeyReference.optionalGroups where keys.contains(where: { $0.hasPrefix(group + ".") }) {
            byKey[group] = Given(value: Value(content: .map([])), origin: origin)
        }
    }
}
