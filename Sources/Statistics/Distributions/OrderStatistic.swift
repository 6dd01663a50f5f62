/// The value at one place of the order, found without putting all in order: what is larger is parted from what is smaller around a value that a few of
/// them say is near (Hoare 1961; Floyd and Rivest 1975).
enum OrderStatistic {
    /// Returns the value that stands at a place, from 0, of the values in order.
    static func value(at place: Int, of values: [Double]) -> Double {
        var values = values
        return values.withUnsafeMutableBufferPointer { values in
            var (first, last) = (0, values.count - 1)
            while first < last {
                let few = stride(from: first, through: last, by: (last - first) / 64 + 1)
                    .map { values[$0] }.sorted()
                let pivot = few[(place - first) * (few.count - 1) / (last - first)]
                var (low, high) = (first, last)
                while low <= high {
                    while values[low] < pivot { low += 1 }
                    while pivot < values[high] { high -= 1 }
                    guard low <= high else { break }
                    values.swapAt(low, high)
                    (low, high) = (low + 1, high - 1)
                }
                // All up to `high` are at most the pivot, all from `low` on at least that, and what is between equals it.
                if high < place { first = low }
                if low > place { last = high }
            }
            return values[place]
        }
    }
}
