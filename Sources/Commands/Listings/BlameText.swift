import Listings
import Operations
import StudyModel
import Text

/// A file with, before each line, the step that made it; then a line a step that says what it was about.
struct BlameText {
    private let blamed: BlamedFile

    init(_ blamed: BlamedFile) { self.blamed = blamed }

    func lines(for console: Console) -> [String] {
        let heads = blamed.lines.map(head)
        let width = heads.map(\.count).max() ?? 0
        let digits = "\(blamed.lines.count)".count
        let file = zip(blamed.lines, heads).map { line, head in
            let number = String(repeating: " ", count: digits - "\(line.number)".count) + "\(line.number)"
            let padded = head + String(repeating: " ", count: width - head.count)
            return console.styled("\(padded)  \(number)", line.step?.step.number == 0 ? .dim : .cyan)
                + "  \(line.text)"
        }
        let legend = steps.map { about($0, console) }
        return file + (legend.isEmpty ? [] : [""] + legend)
    }

    private func head(_ line: BlamedLine) -> String {
        guard let step = line.step else { return line.commit.short }
        if step.step.number == 0 { return "base" }
        let gain = blamed.view.gainOverParent(step).map { " " + $0.short } ?? ""
        return Naming.step(step.step, in: blamed.view) + gain
    }

    /// A line of each step, in the order of the steps.
    private var steps: [BlamedLine] {
        var seen: Set<StepID> = []
        let made = blamed.lines.filter { line in
            guard let step = line.step, step.step.number > 0 else { return false }
            return seen.insert(step.step).inserted
        }
        return made.sorted { ($0.step?.step.number ?? 0) < ($1.step?.step.number ?? 0) }
    }

    private func about(_ line: BlamedLine, _ console: Console) -> String {
        guard let step = line.step else { return "" }
        let answered = line.answered.map { ", to: \($0)" } ?? ""
        return console.styled(Naming.step(step.step, in: blamed.view), .bold) + "  \(step.summary)\(answered)"
    }
}
