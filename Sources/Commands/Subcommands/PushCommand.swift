import ArgumentParser
import Listings
import Operations

struct PushCommand: AsyncParsableCommand, ExemplifiedCommand {
    static let configuration = CommandConfiguration(
        commandName: "push", abstract: "Send runs to a remote: journals, notes, and branches if asked.",
        discussion: """
            A journal holds everything a run recorded: prompts, replies, program output. It goes only to remotes for which you agreed
            once, by --journals or when asked; the answer is kept as hone.REMOTE.journals in git's configuration. Branches go by
            name or with --branches, since a server may start its tests on every branch that it gets.
            """)

    static let examples = [
        CommandExample("hone push", "Notes to the remote that your branch has"),
        CommandExample("hone push --journals --branches origin", "All of it"),
        CommandExample("hone push --dry-run --journals", "Say what would be sent"),
    ]

    @Argument(help: "The remote; that of the current branch, or origin, when left out.")
    var remote: String?

    @Argument(help: "Runs and hone branches; every run when left out.", completion: .run)
    var names: [String] = []

    @Flag(help: "Send the branches of the runs too.")
    var branches = false

    @Flag(help: "Agree that journals go to this remote, now and later.")
    var journals = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would be sent.")
    var isRehearsal = false

    @OptionGroup var format: FormatOptions
    @OptionGroup var place: PlaceOptions

    func run() async throws {
        let workshop = try place.workshop()
        let console = place.console()
        let site = try await workshop.remotes.journalAgreement(for: remote)
        if journals, !isRehearsal {
            try await workshop.remotes.agreeToJournals(for: site.remote)
        } else if site.agreed == nil, !isRehearsal, console.agrees(to: Self.question(site.remote)) == true {
            try await workshop.remotes.agreeToJournals(for: site.remote)
        }
        let report = try await workshop.remotes.push(
            PushRequest(
                remote: site.remote, names: names, branches: branches ? .all : .named,
                effect: isRehearsal ? .rehearse : .send))
        if format.json { return console.printJSON(report) }
        print(report, to: console)
    }

    private static func question(_ remote: String) -> String {
        "Journals hold prompts, replies and program output.\nMay they go to '\(remote)', now and later?"
    }

    private func print(_ report: PushReport, to console: Console) {
        let verb = isRehearsal ? "Would send" : "Sent"
        for update in report.updates {
            let events = update.events.map { ", \($0) \($0 == 1 ? "event" : "events")" } ?? ""
            console.print("\(verb) \(update.kind.rawValue) \(update.name)\(events)")
        }
        if report.updates.isEmpty, report.passedOver.isEmpty {
            console.print("'\(report.remote)' has all of it")
        }
        for refusal in report.passedOver {
            console.note("Note: Passed over '\(refusal.ref)' of '\(report.remote)': \(refusal.reason)")
        }
        for branch in report.leftBehind {
            console.note("'\(branch)' was left alone: the remote's has commits that hone did not put there")
        }
        if !report.sendsJournals {
            console.note(
                "Journals stayed here; agree to sending them with `hone push --journals \(report.remote)`")
        }
    }
}
