import Testing

@testable import Statistics

struct FormulaTests {
    private func value(_ text: String, _ columns: [String: [Double]]) throws -> Double? {
        let formula = try Formula(text)
        let given = formula.columns.map { columns[$0] ?? [] }
        return formula.over(given).value(Array(0..<(given.first?.count ?? 0)))
    }

    private func reason(_ text: String) -> String {
        do throws(FormulaError) {
            _ = try Formula(text)
            return ""
        } catch { return error.reason }
    }

    /// What the manual of scikit-learn gives for its own examples.
    @Test(
        arguments: [
            ("auc(p, t)", [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75),
            ("mcc(p, t)", [1, 0, 1, 1], [1, 1, 1, 0], -1.0 / 3),
            ("r2(p, t)", [2.5, 0, 2, 8], [3, -0.5, 2, 7], 0.948608),
            ("rmse(p, t)", [2.5, 0, 2, 8], [3, -0.5, 2, 7], 0.612372),
            ("mae(p, t)", [2.5, 0, 2, 8], [3, -0.5, 2, 7], 0.5),
            ("macro_f1(p, t)", [0, 2, 1, 0, 0, 1], [0, 1, 2, 0, 1, 2], 0.266667),
            ("precision(p, t)", [0, 1, 0, 1], [0, 0, 1, 1], 0.5),
            ("f1(p, t)", [0, 1, 0, 1, 1], [0, 0, 1, 1, 1], 2.0 / 3),
            ("recall(p, t)", [0, 1, 0, 1, 1], [0, 0, 1, 1, 1], 2.0 / 3),
        ] as [(String, [Double], [Double], Double)])
    func `the named figures are those of others`(
        text: String, predictions: [Double], truths: [Double], expected: Double
    ) throws {
        let value = try #require(try value(text, ["p": predictions, "t": truths]))
        #expect(abs(value - expected) < 1e-6)
    }

    @Test func `a figure written out is the named one`() throws {
        let columns: [String: [Double]] = ["p": [1, 0, 1, 1, 0, 0, 1], "t": [1, 1, 0, 1, 0, 1, 1]]
        let f1 = try #require(try value("f1(p, t)", columns))
        let written = try #require(try value("2 * mean(p * t) / (mean(p) + mean(t))", columns))
        #expect(abs(f1 - written) < 1e-12)
        #expect(try value("rmse(p, t)", columns) == value("sqrt(mean((p - t)^2))", columns))
        #expect(try value("mean(p == t)", columns) == 4.0 / 7)
        #expect(try value("median(p + 2 * t)", columns) == 2)
        #expect(try value("quantile(t - p, 0.5) + max(p) - min(p) + sum(p)", columns) == 5)
        #expect(abs(try #require(try value("corr(p, t) - mcc(p, t)", columns))) < 1e-12)
    }

    @Test(
        arguments: [
            ("1 + 2 * mean(x)", 7), ("-mean(x)^2", -9), ("2^3^2 - mean(x)", 509), ("mean(x) - 1 - 1", 1),
            ("mean(x) / 3 / 2", 0.5), ("(mean(x) + 1) * -2", -8), ("1.5e1 - mean(x)", 12),
            ("mean(x) >= 3", 1), ("mean(x) < 3", 0), ("abs(1 - mean(x))", 2), ("exp(log(mean(x)))", 3),
            ("mean(per.token)", 5),
        ] as [(String, Double)])
    func `signs bind as in arithmetic`(text: String, expected: Double) throws {
        let value = try #require(try value(text, ["x": [2, 4], "per.token": [5, 5]]))
        #expect(abs(value - expected) < 1e-12)
    }

    @Test(
        arguments: [
            ("auc(p, t)", [0.1, 0.2], [1, 1]), ("f1(p, t)", [0, 0], [0, 0]), ("r2(p, t)", [1, 2], [3, 3]),
            ("corr(p, t)", [1, 1], [1, 2]), ("log(mean(p) - mean(t))", [1, 1], [2, 2]),
            ("quantile(p, 3) + mean(t)", [1, 1], [2, 2]),
        ] as [(String, [Double], [Double])])
    func `what has no value has none`(text: String, predictions: [Double], truths: [Double]) throws {
        #expect(try value(text, ["p": predictions, "t": truths]) == nil)
    }

    @Test(arguments: [
        ("prediction", "`prediction` is of each row: say what over all of them, such as mean(prediction)"),
        ("mean(x - mean(x))", "`mean` stands inside of `mean`, and both are over all rows"),
        ("f1(x)", "it is f1(prediction, truth), and 1 stand there"),
        ("f2(x, y)", "there is no function `f2`; there are mean, sum, min"),
        ("mean(x", "`)` is missing at its end"), ("mean(x))", "`)` is one too many"),
        ("mean(x) +", "it ends too early"), ("1 + 2", "it names no column"), ("", "it ends too early"),
        ("mean(x) % 2", "`%` is no sign of a formula"), ("1.2.3 * mean(x)", "`1.2.3` is no number"),
        ("* mean(x)", "`*` has nothing before it"), ("python3 f1.py", "`python3` is of each row"),
        (String(repeating: "(", count: 900), "it is nested more than 50 deep"),
        (String(repeating: "-", count: 900), "it is nested more than 50 deep"),
        (String(repeating: "1", count: 2_000), "it has more than 1000 characters"),
    ])
    func `what is wrong is said`(text: String, expected: String) {
        #expect(reason(text).hasPrefix(expected))
    }
}
