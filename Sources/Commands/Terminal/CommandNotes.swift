import Operations
import Platform
import StudyModel
import Text

/// Says what a person should know of a command that is at work: whom it waits for outside of a run's loop, and that another evaluator judges.
struct CommandNotes: RunObserver {
    let console: Console

    func observe(_ progress: Progress) async {
        switch progress {
        case .waiting(_, let awaited, let until):
            let time = Figures.timeOfDay(until, offsetMinutes: SystemClock.offsetMinutes())
            console.note("Waiting for \(awaited.words) until \(time)")
        case .evaluatorChanged(let change): console.note("Note: " + change.sentence)
        default: break
        }
    }
}
