import ArgumentParser
import FoundationEssentials

/// A command as its definition describes it: what manual pages are made from.
///
/// Read from the JSON that ArgumentParser gives for `--experimental-dump-help`; keys that no page needs are left out.
struct CommandDescription: Decodable {
    struct Argument: Decodable {
        enum Kind: String, Decodable { case positional, option, flag }
        struct Name: Decodable {
            let kind: String
            let name: String

            var text: String { (kind == "long" ? "--" : "-") + name }
        }

        let kind: Kind
        let shouldDisplay: Bool
        let isOptional: Bool
        let names: [Name]?
        let valueName: String?
        let abstract: String?
        let discussion: String?
        let defaultValue: String?
    }

    let commandName: String
    let shouldDisplay: Bool
    let abstract: String?
    let discussion: String?
    let arguments: [Argument]?
    let subcommands: [CommandDescription]?

    /// The whole command line of `hone`.
    static func root() throws -> CommandDescription {
        struct Dump: Decodable {
            let command: CommandDescription
        }
        do {
            _ = try Hone.parseAsRoot(["--experimental-dump-help"])
        } catch {
            let text = Hone.message(for: error)
            return try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
        }
        preconditionFailure("a dump comes as an error")
    }

    /// The subcommands that people see, without `help`, which every command line has.
    var visibleSubcommands: [CommandDescription] {
        (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    }

    var visibleArguments: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
}
