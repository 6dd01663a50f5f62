import Operations
import Platform
import StudyModel
import Text

/// Says what a command waits for that steps no run.
struct WaitNotes: RunObserver {
    let console: Console

    func observe(_ progress: Progress) async {
        guard case .waiting(_, let awaited, let until) = progress else { return }
        let time = Figures.timeOfDay(until, offsetMinutes: SystemClock.offsetMinutes())
        console.note("Waiting for \(awaited.words) until \(time)")
    }
}
