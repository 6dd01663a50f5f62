import StudyModel

/// Steps of runs, in the order in which they are listed.
package struct RunLog: Listing {
    package let steps: [StepListing]
    /// The runs that they are of.
    package let views: [RunView]

    package init(steps: [StepListing], of views: [RunView]) {
        self.steps = steps
        self.views = views
    }

    package func write(to line: inout ObjectWriter) {
        line.list("steps", steps) { $0.write(to: &$1) }
        let passedOver = views.compactMap { view in PassedOver(view).map { (view.record.run, $0) } }
        line.objects("incomplete", passedOver) { run, line in
            line.put("run", run.0)
            run.1.write(to: &line)
        }
    }
}
