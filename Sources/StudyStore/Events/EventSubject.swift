import StudyModel
import Text

/// An event in words: the subject of its journal commit.
struct EventSubject {
    let event: Event
    let view: RunView

    var text: String { ShownText(line: event.words(in: view), limit: 120).text }
}
