import Listings
import StudyStore

extension FetchReport.Run {
    init(_ arrival: Arrival) {
        self.init(
            run: arrival.run, renamedFrom: arrival.renamedFrom, isNew: arrival.isNew, events: arrival.events)
    }
}
