use matrix::multiply;

fn plain(a: &[u32], b: &[u32], n: usize) -> Vec<u32> {
    let mut product = vec![0u32; n * n];
    for i in 0..n {
        for j in 0..n {
            for k in 0..n {
                product[i * n + j] = product[i * n + j].wrapping_add(a[i * n + k].wrapping_mul(b[k * n + j]));
            }
        }
    }
    product
}

#[test]
fn it_is_the_plain_product_whatever_the_size() {
    for n in [0, 1, 2, 3, 7, 16, 31, 33, 100] {
        let a: Vec<u32> = (0..n * n).map(|i| (i as u32).wrapping_mul(2654435761)).collect();
        let b: Vec<u32> = (0..n * n).map(|i| (i as u32).wrapping_mul(40503) ^ 7).collect();
        assert_eq!(multiply(&a, &b, n), plain(&a, &b, n), "of {n} rows");
    }
}
