import Testing

@testable import Operations

struct LabeledNumberTests {
    @Test(arguments: [
        ("seconds 0.014", "seconds ([-+0-9.eE]+)", "seconds"),
        ("Best time: -1.5e-3s", "Best time: ([-+0-9.eE]+)", "time"),
        ("f1 = 0.8", "f1 = ([-+0-9.eE]+)", "f1"),
        ("cost ($): 3", #"cost \(\$\): ([-+0-9.eE]+)"#, "cost"),
        ("max_error .5", "max_error ([-+0-9.eE]+)", "max_error"),
    ])
    func `words before a number are what it is found by and called`(
        line: String, pattern: String, name: String
    ) {
        let number = LabeledNumber(line)
        #expect(number?.pattern == pattern && number?.name == name)
    }

    @Test func `a unit alone is what it is found by`() {
        let number = LabeledNumber("0.014 s")
        #expect(number?.pattern == "([-+0-9.eE]+) s" && number?.name == nil)
    }

    @Test(arguments: [
        "", "42", "done", "run 7 of 9", "took 1.2.3", "2026-11-30", "1,234 lines", "v2x", "12:30",
        "time \u{1b}[1m3", "\u{202e}time 3",
    ])
    func `a lone number, several or none are nothing that words tell`(line: String) {
        #expect(LabeledNumber(line) == nil)
    }
}
