import StudyModel
import Text

/// A command that scores, and how its numbers are read.
package struct ProposedMeasure: Hashable, Sendable {
    /// For the shell.
    package var command: String
    /// What gets better, as a sentence.
    package var goal: String
    /// As `evaluator.results` has it; `nil` for what is found out.
    package var results: JSONValue?
    /// The metric that decides; `nil` for a lone number, or what a first run names.
    package var metric: String?
    /// `nil` where only the number's name can tell.
    package var direction: Direction?

    init(
        _ command: String, goal: String, results: JSONValue? = nil, metric: String? = nil,
        direction: Direction? = nil
    ) {
        self.command = command
        self.goal = goal
        self.results = results
        self.metric = metric
        self.direction = direction
    }
}

/// What one way of building, testing and timing has in a checkout: the parts of a study that can be proposed from it.
struct SurveyedProject: Hashable, Sendable {
    /// What was seen, a line each.
    var seen: [String] = []
    var build: String?
    /// Commands that must pass.
    var tests: [String] = []
    /// What it has of its own that scores, the likeliest first; none where there are tests at the most.
    var measures: [ProposedMeasure] = []
    /// Patterns of the code.
    var editable: [String] = []
    /// Patterns of what lies between that and is no code.
    var frozen: [String] = []
    /// Folders that git does not have and that a slot needs.
    var inputs: [String] = []
    /// Folders outside the checkout that a slot needs.
    var readable: [String] = []
    /// What a build leaves that makes the next one quick.
    var keep: [String] = []
    /// The Python that stands for the one of the PATH; `nil` for no other.
    var python: String?
    /// Further keys, by their dotted paths.
    var settings: [String: JSONValue] = [:]

    /// The likeliest of what scores.
    var measure: ProposedMeasure? {
        get { measures.first }
        set { measures = newValue.map { [$0] } ?? [] }
    }

    /// How much of a study is known by it.
    var weight: Int { measure != nil ? 2 : tests.isEmpty ? 0 : 1 }

    /// What there is to score by: its benchmarks, and at last how long the tests take.
    var scorings: [ProposedMeasure] { measures + [timedTests].compactMap { $0 } }

    /// The tests as a measure.
    var timedTests: ProposedMeasure? {
        tests.first.map {
            ProposedMeasure(
                Self.timed($0), goal: "Make the code that the tests run faster; what they check stays.",
                metric: "milliseconds", direction: .minimize)
        }
    }

    /// A command that runs another, and prints how many milliseconds it took.
    ///
    /// POSIX has no clock but `date`, whose nanoseconds are GNU's and busybox's.
    static func timed(_ command: String) -> String {
        "start=$(date +%s%N) && \(command) >&2 && echo \"{\\\"milliseconds\\\": $((($(date +%s%N) - start) / 1000000))}\""
    }
}

/// A way in which projects are built, tested and timed, as files of the checkout tell it.
struct Ecosystem: Sendable {
    /// What it has in a checkout; `nil` where it is not used there.
    let look: @Sendable (SurveyedCheckout) -> SurveyedProject?

    /// All that are known; of two that know as much the first is taken.
    static let all: [Ecosystem] = [
        Ecosystem { PythonProject($0)?.surveyed },
        Ecosystem { CargoProject($0)?.surveyed },
        Ecosystem { NodeProject($0)?.surveyed },
        Ecosystem { CMakeProject($0)?.surveyed },
        Ecosystem { MakeProject($0)?.surveyed },
        Ecosystem { SwiftProject($0)?.surveyed },
        Ecosystem { GoProject($0)?.surveyed },
        Ecosystem { PromptProject($0)?.surveyed },
        Ecosystem { ScriptProject($0)?.surveyed },
    ]

    /// What the checkout's projects are, the one that says most about a study first.
    static func projects(in checkout: SurveyedCheckout) -> [SurveyedProject] {
        let found = all.compactMap { $0.look(checkout) }
        return found.filter { $0.weight == 2 } + found.filter { $0.weight == 1 }
            + found.filter { $0.weight == 0 }
    }
}
