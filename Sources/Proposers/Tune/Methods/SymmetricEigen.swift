/// The axes of a symmetric matrix, by Jacobi's rotations in cyclic order (Golub and Van Loan, "Matrix Computations", §8.5).
struct SymmetricEigen: Hashable, Sendable {
    /// In no order.
    private(set) var values: [Double]
    /// The unit vector of each value is a column.
    private(set) var vectors: [[Double]]

    init(_ matrix: [[Double]]) {
        let count = matrix.count
        var rest = matrix
        vectors = (0..<count).map { row in (0..<count).map { $0 == row ? 1 : 0 } }
        values = []
        // Converges quadratically: far fewer are needed.
        for _ in 0..<50 {
            var isDiagonal = true
            for row in 0..<count {
                for column in (row + 1)..<max(count, row + 1)
                where abs(rest[row][column]) > 1e-15
                    * (rest[row][row] * rest[column][column]).magnitude.squareRoot()
                {
                    isDiagonal = false
                    rotate(&rest, row, column)
                }
            }
            if isDiagonal { break }
        }
        values = (0..<count).map { rest[$0][$0] }
    }

    /// Makes the element at a row and a column zero.
    private mutating func rotate(_ matrix: inout [[Double]], _ row: Int, _ column: Int) {
        let theta = (matrix[column][column] - matrix[row][row]) / (2 * matrix[row][column])
        let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + (1 + theta * theta).squareRoot())
        let cosine = 1 / (1 + tangent * tangent).squareRoot()
        let sine = tangent * cosine
        for other in matrix.indices {
            let (left, right) = (matrix[other][row], matrix[other][column])
            matrix[other][row] = cosine * left - sine * right
            matrix[other][column] = sine * left + cosine * right
        }
        for other in matrix.indices {
            let (left, right) = (matrix[row][other], matrix[column][other])
            matrix[row][other] = cosine * left - sine * right
            matrix[column][other] = sine * left + cosine * right
        }
        for other in matrix.indices {
            let (left, right) = (vectors[other][row], vectors[other][column])
            vectors[other][row] = cosine * left - sine * right
            vectors[other][column] = sine * left + cosine * right
        }
    }
}
