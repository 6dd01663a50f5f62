import StudyModel

extension Form where Result == CommandLine {
    /// Text for the shell, or the words of a command that is started directly.
    static var commandLine: Form {
        Form(.command) { value in
            switch value.content {
            case .scalar(let text, _) where !text.allSatisfy(\.isWhitespace): return .success(.shell(text))
            case .list(let items):
                let words = items.compactMap(\.text)
                guard words.count == items.count, words.first?.isEmpty == false else { break }
                return .success(.direct(words))
            default: break
            }
            return .failure(Mismatch(value, .command))
        }
    }
}

extension Form where Result == Gain {
    static var gain: Form {
        Form(
            .gain,
            ofText: { text in
                if let share = Quantity.percentage(text) { return .relative(share) }
                return Quantity.number(text).flatMap { $0 >= 0 ? .absolute($0) : nil }
            })
    }
}

extension Form where Result == (amount: Double, currency: String) {
    static var money: Form { Form(.money, ofText: Quantity.money) }
}

extension Form where Result == SplitSettings.Share {
    static var splitShare: Form {
        Form(
            .splitShare,
            ofText: { text in
                if text == "rest" { return .rest }
                if let share = Quantity.percentage(text) {
                    return share > 0 && share <= 1 ? .fraction(share) : nil
                }
                return Quantity.wholeNumber(text).flatMap {
                    (1...Quantity.most).contains($0) ? .count($0) : nil
                }
            })
    }
}

extension Form where Result == (Constraint.Relation, Double) {
    static var limit: Form {
        Form(
            .constraint,
            ofText: { text in
                let sign = text.prefix { "<>=".contains($0) }
                let number = text.dropFirst(sign.count).drop { $0 == " " }
                guard let relation = Constraint.Relation(rawValue: String(sign)),
                    let limit = Quantity.number(String(number)) ?? Quantity.percentage(String(number))
                else { return nil }
                return (relation, limit)
            })
    }
}
