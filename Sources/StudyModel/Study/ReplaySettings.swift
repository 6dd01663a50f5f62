/// What is proposed anew: the changes that an earlier run recorded.
package struct ReplaySettings: Hashable, Sendable {
    package var run: RunName

    package init(run: RunName = .unnamed) { self.run = run }
}
