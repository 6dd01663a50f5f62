import Search
import Statistics
import StudyModel
import Text

extension Form where Content == [Constraint] {
    /// A limit for each of some metrics, which may have any name.
    static var constraints: Form {
        .byName(
            Form<Limit>.limit, at: { "." + $0 },
            make: { Constraint(metric: $0, relation: $1.relation, limit: $1.bound) },
            parts: { ($0.metric, Limit(relation: $0.relation, bound: $0.limit)) })
    }
}

/// One side of a constraint: `<= 0.01`.
private struct Limit: Sendable {
    let relation: Constraint.Relation
    let bound: Double
}

extension Form where Content == Limit {
    fileprivate static var limit: Form {
        Form(
            .constraint, of: \.text,
            read: { text in
                let sign = text.prefix { "<>=".contains($0) }
                let number = String(text.dropFirst(sign.count).drop { $0 == " " })
                guard let relation = Constraint.Relation(rawValue: String(sign)),
                    let bound = Quantity.number(number) ?? Quantity.percentage(number)
                else { return nil }
                return Limit(relation: relation, bound: bound)
            }, write: { .string("\($0.relation.rawValue) \(JSONValue.number($0.bound).text)") })
    }
}

extension Form where Content == Objective {
    /// One of several: its name, which way it is better, and the scale of its gains.
    static var objective: Form {
        let scale = Form<GainScale?>.either(.word, "auto")
        return Form(
            .group,
            read: { value, site in
                let group = Group(value, at: site)
                let metric = group.require("metric", .text)
                let direction = group.require("direction", Form<Direction>.word)
                guard let metric, let direction else { return nil }
                return Objective(
                    metric: metric, direction: direction, scale: group.read("scale", scale) ?? nil)
            },
            write: { objective in
                var fields: [String: JSONValue] = [
                    "metric": .string(objective.metric), "direction": .string(objective.direction.rawValue),
                ]
                fields["scale"] = objective.scale.map { .string($0.rawValue) }
                return .object(fields)
            })
    }
}

extension Form where Content == Formula {
    static var formula: Form {
        Form(
            .formula(problem: nil),
            read: { value, site in
                do throws(FormulaError) {
                    if let text = value.text { return try Formula(text) }
                    site.report(value, expected: .formula(problem: nil))
                } catch {
                    let site = KeySite(path: site.path, findings: site.findings)
                    site.report(value, expected: .formula(problem: error.reason))
                }
                return nil
            }, write: { .string($0.text) })
    }
}

/// The file of the examples, or one for each part of them.
enum ExampleFiles: Hashable, Sendable {
    case one(String)
    case each(SplitFiles)
}

extension Form where Content == ExampleFiles {
    static var exampleFiles: Form {
        Form(
            .path,
            read: { value, site in
                guard case .map = value.content else {
                    return Form<String>.path.read(value, site).map { .one($0) }
                }
                let group = Group(value, at: site)
                let others = Form<String?>.either(.path, "none")
                let validation = group.read("validation", others) ?? nil
                let confirm = group.read("confirm", others) ?? nil
                let test = group.read("test", others) ?? nil
                return group.require("train", .path).map {
                    .each(SplitFiles(train: $0, validation: validation, confirm: confirm, test: test))
                }
            },
            write: { files in
                switch files {
                case .one(let path): return .string(path)
                case .each(let files):
                    let paths = Split.allCases.compactMap { split in
                        files[split].map { (split.rawValue, JSONValue.string($0)) }
                    }
                    return .object(Dictionary(paths) { $1 })
                }
            })
    }
}

extension Form where Content == SplitSettings.Share {
    static var splitShare: Form {
        Form(
            .splitShare, of: \.text,
            read: { text in
                if text == "rest" { return .rest }
                if let share = Quantity.percentage(text) {
                    return share > 0 && share <= 1 ? .fraction(share) : nil
                }
                return Quantity.wholeNumber(text).flatMap {
                    (1...Quantity.most).contains($0) ? .count($0) : nil
                }
            },
            write: { share in
                switch share {
                case .count(let count): JSONValue(whole: count)
                case .fraction(let part): .string(Quantity.text(percentage: part))
                case .rest: .string("rest")
                }
            })
    }
}

extension Form where Content == Repeats {
    /// A number, or for a race the least and the most: `2..10`.
    static var repeats: Form {
        Form(
            .repeats,
            read: { value, site in
                let site = KeySite(path: site.path, findings: site.findings, expectation: .repeats)
                guard let text = value.text, text.contains("..") else {
                    let number = Form<Int>.wholeNumber(atLeast: 1, atMost: 1000)
                    return number.read(value, site).map { .fixed($0) }
                }
                let ends = text.split(separator: "..", omittingEmptySubsequences: false).map {
                    Quantity.wholeNumber(String($0))
                }
                if ends.count == 2, let least = ends[0], let most = ends[1],
                    let race = Repeats.race(from: least, to: most)
                {
                    return race
                }
                site.report(value, expected: .repeats)
                return nil
            },
            write: { repeats in
                switch repeats {
                case .fixed(let count): JSONValue(whole: count)
                case .race(let pairs): .string("\(pairs.lowerBound)..\(pairs.upperBound)")
                }
            })
    }
}

extension Form where Content == FeedbackStage {
    static var stage: Form {
        Form(
            .group,
            read: { value, site in
                let group = Group(value, at: site)
                let below = group.read("below", .number)
                return group.require("say", .text).map { FeedbackStage(below: below, say: $0) }
            },
            write: { stage in
                var fields = ["say": JSONValue.string(stage.say)]
                fields["below"] = stage.below.map { .number($0) }
                return .object(fields)
            })
    }
}

extension Form where Content == Money {
    static var money: Form {
        Form(
            .money, of: \.text, read: Quantity.money,
            write: { .string("\(Quantity.text($0.amount)) \($0.currency)") })
    }
}

extension Form where Content == JSONValue {
    /// What may be chosen of a strategy.
    static func option(_ option: StrategyOption) -> Form {
        let expectation = Expectation.words(option.expected)
        return Form(
            expectation,
            read: { value, site in
                let content = JSONValue(value)
                if option.accepts(content) { return content }
                site.report(value, expected: expectation)
                return nil
            }, write: { $0 })
    }
}
