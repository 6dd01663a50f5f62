import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// The site and the report in a real browser.
    @Suite(.needs("chromium", "chromedriver"))
    struct BrowserTests {
        @Test func `the page of a run in progress gains a step without a reload`() throws {
            let folder = try TemporaryDirectory()
            let began = try Doorbell(at: folder.path + "/began")
            let go = try Doorbell(at: folder.path + "/go")
            let user = try UserRepository(
                .sum(
                    steps: 2, command: "sh judge/wait.sh", evaluator: "  sandbox: {write: [\(folder.path)]}"),
                files: [
                    "judge/base.txt": Study.sum().files["numbers.txt"] ?? "",
                    "judge/wait.sh": """
                    cmp -s numbers.txt judge/base.txt || { echo > \(began.path); read -r line < \(go.path); }
                    sh judge/sum.sh
                    """,
                ])
            let run = try user.start("run")
            try began.wait()
            let site = try RunningSite(user)
            let browser = try Chromium()
            try browser.open(site.address)
            try browser.wait(until: "document.querySelector('.runs a')")
            try browser.click(".runs a")
            try browser.wait(until: "document.getElementById('link-state').textContent === 'live'")
            _ = try browser.script("window.sameThroughout = true")
            #expect(
                try browser.script("return document.querySelectorAll('#steps tbody').length") as? Int == 1)
            #expect(
                try browser.script("return document.querySelector('#live-heading .chip').textContent")
                    as? String == "running")
            go.ring()
            try browser.wait(until: "document.getElementById('row-1')")
            try browser.wait(until: "document.getElementById('live-news').textContent.startsWith('Step 1: ')")
            go.ring()
            #expect(try run.end().status == 0)
            try browser.wait(until: "document.querySelector('#live-heading .chip').textContent === 'ended'")
            try browser.wait(until: "document.getElementById('row-2')")
            let order = try browser.script(
                "return [...document.querySelectorAll('#steps tbody')].map(row => row.id)")
            #expect(order as? [String] == ["row-2", "row-1", "row-0"])
            #expect(try browser.script("return window.sameThroughout") as? Bool == true)
            // With the page still open.
            let end = try site.stop()
            #expect(end.status == 0 && end.errors == "")
        }

        @Test func `approving and rejecting by button are kept as notes, with who and why`() throws {
            let user = try UserRepository(.sum(steps: 4))
            try user.succeed("run")
            let site = try RunningSite(user)
            let browser = try Chromium()
            try browser.open(site.address)
            try browser.wait(until: "document.querySelector('.runs a')")
            let candidates = try user.steps().filter { $0.step > 0 && $0.candidate != nil }.prefix(2)
            try #require(candidates.count == 2)
            for (step, decision) in zip(candidates, ["approve", "reject"]) {
                try browser.open(site.origin + "/runs/sum-1/steps/\(step.step)")
                try browser.type("what I \(decision) <b>", into: "#reason")
                try browser.click("button[value=\(decision)]")
                try browser.wait(
                    until: "document.querySelector('.said')?.textContent === 'what I \(decision) <b>'")
                let note = try user.repository.git("notes", "--ref=hone/review", "show", step.candidate ?? "")
                #expect(note.contains("what I \(decision)") && note.contains("\"\(decision)\""), "\(note)")
                #expect(note.contains("author@example.com"), "\(note)")
            }
            try browser.open(site.origin + "/runs/sum-1")
            #expect(
                try browser.script("return document.body.textContent.includes('rejected in review')") as? Bool
                    == true)
            #expect(try site.stop().status == 0)
            try user.repository.requireSound()
        }

        @Test func `a line of the change is clicked to speak of it, and the words stand below it`() throws {
            let user = try UserRepository(.sum(proposer: "kind: external"))
            try user.succeed("ask", "--new")
            try user.succeed(
                "tell",
                input: #"{"changes": [{"path": "numbers.txt", "content": "apples 3\npears 31\n"}]}"#)
            let site = try RunningSite(user)
            let browser = try Chromium()
            try browser.open(site.address)
            try browser.wait(until: "document.querySelector('.runs a')")
            try browser.open(site.origin + "/runs/sum-1/steps/1")
            try browser.click(".patch ins")
            #expect(
                try browser.script("return document.getElementById('at').value") as? String == "numbers.txt:1"
            )
            try browser.type("too few <b>", into: "#reason")
            try browser.click("button[value=comment]")
            try browser.wait(until: "document.querySelector('.patch ins + .remark')")
            let said =
                try browser.script("return document.querySelector('.patch .remark').textContent") as? String
            #expect(said?.hasSuffix("too few <b>") == true)
            try browser.type("numbers.txt:99", into: "#at")
            try browser.type("none", into: "#reason")
            try browser.click("button[value=comment]")
            try browser.wait(until: "document.body.textContent.includes('has no line 99')")
            #expect(try site.stop().status == 0)
        }

        @Test func `a candidate whose words are a program does nothing`() throws {
            let user = try HostileRun.make()
            try user.succeed("report", "-o", "report.html")
            let site = try RunningSite(user)
            let browser = try Chromium()
            try browser.open(site.address)
            try browser.wait(until: "document.querySelector('.runs a')")
            let pages = ["/", "/runs/sum-1", "/runs/sum-1/steps/1", "/runs/sum-1/steps/2"].map {
                site.origin + $0
            }
            for page in pages + ["file://\(user.path)/report.html"] {
                try browser.open(page)
                // Live parts are put in by script: wait for those too.
                if page.hasSuffix("sum-1") {
                    try browser.wait(until: "document.getElementById('link-state').textContent === 'live'")
                }
                _ = try browser.script(
                    "document.querySelectorAll('details').forEach(part => part.open = true)")
                #expect(
                    try browser.script("return document.body.textContent.includes('window.stolen')") as? Bool
                        == (page != pages[0]), "\(page)")
                #expect(try browser.script("return window.stolen === undefined") as? Bool == true, "\(page)")
                let planted =
                    "return document.querySelectorAll('img, iframe, main script, [onerror], [onclick], a[href^=javascript]').length"
                #expect(try browser.script(planted) as? Int == 0, "\(page)")
            }
            #expect(try site.stop().status == 0)
        }

        @Test func `pictures of the main pages at three widths are there to be looked at`() throws {
            let sweep = """
                sweep: grid
                vary: {search.accept.rule: [better, always], search.strategy: [chain, best-of]}
                seeds: 2
                budget: {unit: steps, each: 3}
                baselines: [base]
                """
            let user = try UserRepository(.sum(steps: 16), files: ["sweep.yaml": sweep])
            try user.succeed("run")
            try user.succeed("fork", "sum-1:best")
            try user.succeed("report", "-o", "report.html")
            try user.succeed("sweep")
            try user.succeed("report", "grid", "-o", "sweep.html")
            try user.succeed("report", "grid-c1-s1", "-o", "cell.html")
            let read = { try String(contentsOf: URL(filePath: user.path + "/" + $0), encoding: .utf8) }
            // The page has what the terminal's table has.
            for row in try user.succeed("sweep", "show", "--format", "csv").split(separator: "\n").dropFirst()
            {
                for cell in row.split(separator: ",").dropFirst().prefix(5) {
                    #expect(try read("sweep.html").contains(">\(cell)<"), "\(cell)")
                }
            }
            #expect(try read("cell.html").contains("The sweep that it belongs to: grid"))
            let site = try RunningSite(user)
            let browser = try Chromium()
            let pictures = try Pictures()
            try browser.open(site.address)
            try browser.wait(until: "document.querySelector('.runs a')")
            for (name, page) in [
                ("runs", site.origin + "/"), ("run", site.origin + "/runs/sum-1"),
                ("candidate", site.origin + "/runs/sum-1/steps/1"),
                ("report", "file://\(user.path)/report.html"),
                ("sweep", site.origin + "/sweeps/grid"),
                ("sweep-report", "file://\(user.path)/sweep.html"),
                ("cell-report", "file://\(user.path)/cell.html"),
            ] {
                for width in [390, 1024, 1440] {
                    for scheme in ["light", "dark"] {
                        let picture = try browser.picture(of: page, width: width, scheme: scheme)
                        try pictures.add(picture, named: "\(name)-\(width)-\(scheme).png")
                        let wider = try browser.script(
                            "return document.documentElement.scrollWidth - innerWidth")
                        #expect((wider as? Int ?? 1) <= 0, "\(name) at \(width) scrolls sideways")
                    }
                }
            }
            print("Pictures of the pages are in \(pictures.path)")
            #expect(try site.stop().status == 0)
        }
    }
}
