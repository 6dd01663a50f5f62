import StudyModel
import Testing

@testable import WebUI

struct SitePathTests {
    private let run = RunName(text: "sort-1")!

    @Test func `addresses are read as they are written`() {
        #expect(SitePath("/") == .runs)
        #expect(SitePath("/runs/sort-1") == .run(run))
        #expect(SitePath("/runs/sort-1/steps/12@9f3c01aa") == .step(run, "12@9f3c01aa"))
        #expect(SitePath("/runs/sort-1/steps/12/review") == .review(run, "12"))
        #expect(SitePath("/runs/sort-1/steps/12/fork") == .fork(run, "12"))
        #expect(SitePath("/live/sort-1") == .live(run))
        #expect(SitePath("/sweeps/sort-1") == .sweep(run))
    }

    @Test(arguments: [
        "/runs", "/runs/..", "/runs/a%2Fb", "/runs/sort-1/steps", "/runs/sort-1/steps/1/delete", "/live/a/b",
        "/sweeps", "/sweeps/a/b",
        "/etc",
        "/runs/journal", "/runs/<script>",
    ])
    func `anything else is no address`(path: String) {
        #expect(SitePath(path) == nil)
    }

    @Test func `fields of a form are decoded once, and have plain line ends`() {
        let fields = FormFields("reason=a%2Bb+c%0D%0Ad%253C&verdict=approved&verdict=rejected&empty&=x")
        #expect(fields["reason"] == "a+b c\nd%3C")
        #expect(fields["verdict"] == "approved")
        #expect(fields["empty"] == "" && fields["missing"] == "")
    }
}
