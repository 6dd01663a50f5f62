//! Square matrices of whole numbers, row after row.

/// Rows and columns that are worked on at once.
const BLOCK: usize = 2;

/// The product of two matrices of `n` rows, modulo 2^32.
pub fn multiply(a: &[u32], b: &[u32], n: usize) -> Vec<u32> {
    let mut product = vec![0u32; n * n];
    for row in (0..n).step_by(BLOCK) {
        for column in (0..n).step_by(BLOCK) {
            for middle in (0..n).step_by(BLOCK) {
                for i in row..n.min(row + BLOCK) {
                    for j in column..n.min(column + BLOCK) {
                        let mut sum = product[i * n + j];
                        for k in middle..n.min(middle + BLOCK) {
                            sum = sum.wrapping_add(a[i * n + k].wrapping_mul(b[k * n + j]));
                        }
                        product[i * n + j] = sum;
                    }
                }
            }
        }
    }
    product
}
