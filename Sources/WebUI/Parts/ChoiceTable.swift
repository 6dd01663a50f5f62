import Operations
import StudyModel

/// The design choices of a run, with what nobody chose marked: what the template `choices` shows.
struct ChoiceTable: Hashable, Sendable {
    let choiceWords: String
    let choiceRows: [Row]

    struct Row: Hashable, Sendable {
        let key: String
        let value: String
        let meaning: String
        let chosen: String
        let look: String
        let rowLook: String

        init(_ choice: DesignChoice, of record: RunRecord) {
            key = choice.key
            value =
                Excerpt.of(choice.value, characters: 300, elsewhere: record.command(showing: "run.json"))
                ?? "none"
            meaning = choice.meaning
            chosen = Self.words(choice.origin)
            look = choice.isChosen ? "good" : ""
            rowLook = choice.isChosen ? "chosen" : "left-to-default"
        }

        private static func words(_ origin: RecordedSettings.Origin) -> String {
            switch origin {
            case .file: "chosen"
            case .option: "chosen on the command line"
            case .sweep: "set by the sweep"
            case .auto: "worked out"
            case .default: "left to default"
            default: origin.rawValue
            }
        }
    }

    /// The choices of a run as it was last gone on with.
    init(_ view: RunView) { self.init(view.settings, of: view.record) }

    /// The choices of a run as it was begun.
    init(_ record: RunRecord) { self.init(record.settings, of: record) }

    private init(_ settings: RecordedSettings, of record: RunRecord) {
        let choices = DesignChoice.all(of: settings)
        let chosen = choices.count(where: \.isChosen)
        let auto = choices.count { $0.origin == .auto }
        choiceWords =
            "Every setting that the result may depend on: \(chosen) were chosen, "
            + (auto > 0 ? "\(auto) worked out from those, " : "")
            + "\(choices.count - chosen - auto) left to their defaults."
        choiceRows = choices.map { Row($0, of: record) }
    }
}

extension DesignChoice {
    /// Whether somebody chose it.
    fileprivate var isChosen: Bool { origin != .default && origin != .auto }
}

extension RunRecord {
    /// The command that prints a file of the run's first event, with git alone.
    func command(showing file: String) -> String {
        let journal = "refs/hone/journal/\(run)/\(writer)"
        return "git show $(git rev-list --first-parent --max-parents=0 \(journal)):\(file)"
    }
}
