/// What is independent among examples: each of them, or each cluster of those that go together (one document's, one template's).
///
/// All that is flipped or drawn is a whole unit, so that examples of one cluster never count as so many witnesses (Miller 2024).
struct ExampleUnits: Hashable, Sendable {
    /// The indices of the examples of each, in the order in which they first occur.
    let members: [[Int]]

    /// - Parameter clusters: the cluster of each example; `nil` where each is one by itself.
    init(count: Int, clusters: [String]?) {
        guard let clusters else {
            members = (0..<count).map { [$0] }
            return
        }
        precondition(clusters.count == count, "each example has its cluster")
        var places: [String: Int] = [:]
        var members: [[Int]] = []
        for (index, cluster) in clusters.enumerated() {
            let place = places[cluster, default: members.count]
            places[cluster] = place
            if place == members.count { members.append([]) }
            members[place].append(index)
        }
        self.members = members
    }

    /// The sum over each unit.
    func sums(_ values: [Double]) -> [Double] {
        members.map { $0.reduce(0) { $0 + values[$1] } }
    }

    /// How many examples each unit has.
    var sizes: [Double] { members.map { Double($0.count) } }
}
