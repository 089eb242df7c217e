;; The inner loop of MinHash, four permutations a vector and four vectors a pass over the shingles.
;;
;; Memory, 32-bit little-endian numbers:
;;       0  factor of each permutation
;;   65536  summand of each permutation
;;  131072  smallest image so far of each permutation
;;  196608  shingles, at most 16384
;;
;; permute(permutationBytes, shinglesEnd): for each permutation, the unsigned minimum of `shingle * factor + summand`
;; modulo 2^32 over the shingles from 196608 to shinglesEnd, at least one, and of the smallest image so far.
;; permutationBytes is a multiple of 64, at least 64.
(module
  (memory (export "memory") 4)
  (func (export "permute") (param $permutationBytes i32) (param $shinglesEnd i32)
    (local $at i32) (local $next i32) (local $shingle v128)
    (local $f0 v128) (local $f1 v128) (local $f2 v128) (local $f3 v128)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local $m0 v128) (local $m1 v128) (local $m2 v128) (local $m3 v128)
    (loop $pass
      (local.set $f0 (v128.load offset=0 (local.get $at)))
      (local.set $f1 (v128.load offset=16 (local.get $at)))
      (local.set $f2 (v128.load offset=32 (local.get $at)))
      (local.set $f3 (v128.load offset=48 (local.get $at)))
      (local.set $s0 (v128.load offset=65536 (local.get $at)))
      (local.set $s1 (v128.load offset=65552 (local.get $at)))
      (local.set $s2 (v128.load offset=65568 (local.get $at)))
      (local.set $s3 (v128.load offset=65584 (local.get $at)))
      (local.set $m0 (v128.load offset=131072 (local.get $at)))
      (local.set $m1 (v128.load offset=131088 (local.get $at)))
      (local.set $m2 (v128.load offset=131104 (local.get $at)))
      (local.set $m3 (v128.load offset=131120 (local.get $at)))
      (local.set $next (i32.const 196608))
      (loop $each
        (local.set $shingle (v128.load32_splat (local.get $next)))
        (local.set $m0 (i32x4.min_u (local.get $m0)
          (i32x4.add (i32x4.mul (local.get $shingle) (local.get $f0)) (local.get $s0))))
        (local.set $m1 (i32x4.min_u (local.get $m1)
          (i32x4.add (i32x4.mul (local.get $shingle) (local.get $f1)) (local.get $s1))))
        (local.set $m2 (i32x4.min_u (local.get $m2)
          (i32x4.add (i32x4.mul (local.get $shingle) (local.get $f2)) (local.get $s2))))
        (local.set $m3 (i32x4.min_u (local.get $m3)
          (i32x4.add (i32x4.mul (local.get $shingle) (local.get $f3)) (local.get $s3))))
        (local.set $next (i32.add (local.get $next) (i32.const 4)))
        (br_if $each (i32.lt_u (local.get $next) (local.get $shinglesEnd))))
      (v128.store offset=131072 (local.get $at) (local.get $m0))
      (v128.store offset=131088 (local.get $at) (local.get $m1))
      (v128.store offset=131104 (local.get $at) (local.get $m2))
      (v128.store offset=131120 (local.get $at) (local.get $m3))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $pass (i32.lt_u (local.get $at) (local.get $permutationBytes))))))
