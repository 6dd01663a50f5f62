import Listings
import StudyModel

/// What the template `sweep_report` shows.
struct SweepReportPage {
    let policy: String
    let style: String
    let title: String
    let sweepName: String
    let sweep: SweepBody
    let asked: String?
    let commands: String
    let facts: [CandidateBody.Fact]
    let footer: String

    /// - Parameters:
    ///   - file: what was asked for, as the sweep's file says it.
    ///   - now: seconds since 1970.
    init(_ report: SweepReport, file: String, version: String, now: Int64) {
        style = Pages.style
        policy = ContentPolicy.report(style: style, script: nil)
        sweep = SweepBody(report)
        title = sweep.sweepWords
        let name = report.plan.name
        sweepName = name.text
        let show = "git show $(git rev-list --max-parents=0 refs/hone/journal/\(name)/$WRITER):sweep.yaml"
        asked = Excerpt.of(file, characters: 4000, elsewhere: show)
        commands = """
            git for-each-ref refs/hone/journal/\(name)/ 'refs/hone/journal/\(name)-c*/'
            git log --oneline --graph --glob=refs/heads/hone/\(name)/
            """
        facts =
            [
                CandidateBody.Fact(name: "sweep", value: report.root.text),
                CandidateBody.Fact(name: "study", value: report.plan.study),
            ]
            + Set(report.plan.bases.map(\.text)).sorted().map {
                CandidateBody.Fact(name: "base", value: $0)
            }
        footer =
            "Written by hone \(version) on \(Moment.text(now, separator: " ")) UTC; "
            + "\(ReportPage.sizePlace), complete in itself."
    }
}
