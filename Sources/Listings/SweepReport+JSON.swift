import StudyModel

/// A sweep as programs read it; what was not measured is not there.
extension SweepReport: Listing {
    package func write(to line: inout ObjectWriter) {
        line.put("sweep", plan.name)
        line.put("root", root)
        line.put("study", plan.study)
        line.put("unit", plan.budget.unit)
        line.put("each", plan.budget.each)
        line.put("figure", figure.name)
        line.put("compared", compared.name)
        line.put("metric", objective?.metric)
        line.put("direction", objective?.direction.rawValue)
        line.put("limited_to_seeds", limited)
        line.put("ended", hasEnded)
        line.put("base", base)
        line.put("base_test", baseTest)
        line.list("cells", cells) { $0.write(to: &$1) }
        line.objects("baselines", baselines) { $0.write(to: &$1) }
        line.list("comparisons", comparisons) { $0.write(to: &$1) }
        if let fresh { line.object("fresh_comparison") { fresh.write(to: &$0) } }
        line.objects("marginals", marginals) { $0.write(to: &$1) }
        line.objects("runtime", runtime) { $0.write(to: &$1) }
        line.objects("missing", missing) { missing, line in
            line.put("cell", missing.cell)
            line.put("seed", missing.run.seed)
            line.put("state", missing.run.state.rawValue)
            line.put("reason", missing.run.reason)
        }
        line.objects("dropped", cells.compactMap(\.dropped)) { drop, line in
            line.put("cell", drop.cell + 1)
            line.put("after_seeds", drop.seeds)
            line.put("leader", drop.leader + 1)
            line.put("n", drop.n)
            line.put("estimate", drop.estimate)
            line.put("p", drop.p)
            line.put("level", drop.level)
        }
        line.put("chosen", chosen)
        if let power {
            line.object("power") { line in
                line.put("n", power.n)
                line.put("deviation", power.deviation)
                line.put("detectable", power.detectable)
                line.put("seeds_for_half", power.seeds)
            }
        }
    }
}

extension SweepReport.Figure {
    /// As programs read it.
    package var name: String {
        switch self {
        case .score(let split): split.map { "score on \($0.rawValue)" } ?? "score"
        case .gain: "gain"
        }
    }
}

extension SweepReport.Baseline {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("baseline", kind.rawValue)
        line.objects("runs", cell?.runs ?? []) { $0.write(to: &$1) }
        line.put("n", n == 0 ? nil : n)
        line.put("mean", mean)
        line.put("se", standardError)
        line.put("best", best)
        line.put("test", test)
        line.put("note", note)
        if let comparison { line.object("comparison") { comparison.write(to: &$0) } }
    }
}

extension SweepReport.Cell {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("cell", number)
        line.put("levels", byName: Dictionary(levels.map { ($0.factor, $0.level) }) { $1 })
        line.list("runs", runs) { $0.write(to: &$1) }
        line.objects("fresh", fresh) { $0.write(to: &$1) }
        line.put("n", figures.count)
        line.put("mean", mean)
        line.put("se", standardError)
        if let middle {
            line.put("iqm", middle.mean)
            line.put("low", middle.low)
            line.put("high", middle.high)
        }
        line.put("best", best)
        line.put("test", test)
        line.put("failed", failed)
        line.objects("curve", curve.points) { $0.write(to: &$1) }
    }
}

extension SweepReport.Run {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("seed", seed)
        line.put("run", name)
        line.put("state", state.rawValue)
        line.put("reason", reason)
        line.put("best", best)
        line.put("figure", figure?.value)
        line.put("base", base)
        line.put("train", train)
        line.put("test", tested?.value)
        line.put("base_test", baseTest)
        if let spent { line.object("spent") { spent.write(to: &$0, currency: currency) } }
        line.objects("curve", curve.points) { $0.write(to: &$1) }
    }
}

extension SweepReport.Comparison {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("cell", cell)
        line.put("with", with)
        line.put("n", n)
        line.put("estimate", estimate)
        line.put("low", low)
        line.put("high", high)
        line.put("confidence", confidence)
        line.put("examples", examples)
        line.put("p", p)
        line.put("holm", holm)
        line.put("p_sign_flip", flipP)
        line.put("improvement", improvement)
    }
}

extension SweepReport.Marginal {
    fileprivate func write(to line: inout ObjectWriter) {
        line.put("factor", factor)
        line.put("level", level)
        line.put("n", n)
        line.put("mean", mean)
        line.put("low", low)
        line.put("high", high)
    }
}
