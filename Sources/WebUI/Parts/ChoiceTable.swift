import Operations
import StudyModel
import Wiring

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

        init(_ choice: DesignChoice) {
            key = choice.key
            value = Excerpt.of(choice.value, characters: 300, elsewhere: "hone show") ?? "none"
            meaning = choice.meaning
            chosen = choice.isDefault ? "left to default" : "chosen"
            look = choice.isDefault ? "" : "good"
            rowLook = choice.isDefault ? "left-to-default" : "chosen"
        }
    }

    init(_ record: RunRecord) {
        let choices = DesignChoice.all(of: record)
        let defaults = choices.count(where: \.isDefault)
        choiceWords =
            "Every setting that the result may depend on: \(choices.count - defaults) were chosen, \(defaults) left to their defaults."
        choiceRows = choices.map(Row.init)
    }
}
