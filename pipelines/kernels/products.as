// Products of vectors of 16-bit numbers. A vector takes `bytes`, a multiple of 16. No sum of some of the products of two
// vectors is larger than the product of their lengths, which must be below 2³¹.

export function product(a: usize, b: usize, bytes: i32): i32 {
  let sums = i32x4.splat(0);
  for (let at = 0; at < bytes; at += 16) {
    sums = i32x4.add(sums, i32x4.dot_i16x8_s(v128.load(a + at), v128.load(b + at)));
  }
  return (
    i32x4.extract_lane(sums, 0) +
    i32x4.extract_lane(sums, 1) +
    i32x4.extract_lane(sums, 2) +
    i32x4.extract_lane(sums, 3)
  );
}
