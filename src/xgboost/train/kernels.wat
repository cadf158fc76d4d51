;; The inner loops of histogram training, over one shared memory. Addresses and lengths are in bytes.
;;
;; A histogram slot holds one f64x2 (sum of gradients, sum of hessians) per bin, so that one vector addition updates both.
;; Sums are in double precision and in the order of the rows, as libxgboost's (src/common/hist_util.cc), which is what makes
;; the trees the same.
(module
  (memory (import "kakehi" "memory") 1 65536 shared)

  ;; Adds the gradients of the rows listed in [rows, end) to a slot. `matrix` has one byte per feature, `stride` bytes per
  ;; row; `bases` has per feature the address of its bin 0 in the slot. `width`, a multiple of 4, is how many features there are.
  (func (export "build8")
    (param $rows i32) (param $end i32) (param $gradients i32)
    (param $matrix i32) (param $stride i32) (param $width i32) (param $bases i32)
    (local $row i32) (local $cell i32) (local $cells_end i32) (local $base i32) (local $bin i32) (local $pair v128)
    (block $done
      (loop $next_row
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $row (i32.load (local.get $rows)))
        (local.set $pair
          (f64x2.promote_low_f32x4
            (v128.load64_zero (i32.add (local.get $gradients) (i32.shl (local.get $row) (i32.const 3))))))
        (local.set $cell (i32.add (local.get $matrix) (i32.mul (local.get $row) (local.get $stride))))
        (local.set $cells_end (i32.add (local.get $cell) (local.get $width)))
        (local.set $base (local.get $bases))
        (loop $next_cells
          (local.set $bin
            (i32.add (i32.load (local.get $base)) (i32.shl (i32.load8_u (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $bin
            (i32.add (i32.load offset=4 (local.get $base)) (i32.shl (i32.load8_u offset=1 (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $bin
            (i32.add (i32.load offset=8 (local.get $base)) (i32.shl (i32.load8_u offset=2 (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $bin
            (i32.add (i32.load offset=12 (local.get $base)) (i32.shl (i32.load8_u offset=3 (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $base (i32.add (local.get $base) (i32.const 16)))
          (br_if $next_cells
            (i32.lt_u (local.tee $cell (i32.add (local.get $cell) (i32.const 4))) (local.get $cells_end))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (br $next_row))))

  ;; The same for a matrix of two bytes per feature.
  (func (export "build16")
    (param $rows i32) (param $end i32) (param $gradients i32)
    (param $matrix i32) (param $stride i32) (param $width i32) (param $bases i32)
    (local $row i32) (local $cell i32) (local $cells_end i32) (local $base i32) (local $bin i32) (local $pair v128)
    (block $done
      (loop $next_row
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $row (i32.load (local.get $rows)))
        (local.set $pair
          (f64x2.promote_low_f32x4
            (v128.load64_zero (i32.add (local.get $gradients) (i32.shl (local.get $row) (i32.const 3))))))
        (local.set $cell (i32.add (local.get $matrix) (i32.mul (local.get $row) (local.get $stride))))
        (local.set $cells_end (i32.add (local.get $cell) (i32.shl (local.get $width) (i32.const 1))))
        (local.set $base (local.get $bases))
        (loop $next_cells
          (local.set $bin
            (i32.add (i32.load (local.get $base)) (i32.shl (i32.load16_u (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $bin
            (i32.add (i32.load offset=4 (local.get $base)) (i32.shl (i32.load16_u offset=2 (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $bin
            (i32.add (i32.load offset=8 (local.get $base)) (i32.shl (i32.load16_u offset=4 (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $bin
            (i32.add (i32.load offset=12 (local.get $base)) (i32.shl (i32.load16_u offset=6 (local.get $cell)) (i32.const 4))))
          (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
          (local.set $base (i32.add (local.get $base) (i32.const 16)))
          (br_if $next_cells
            (i32.lt_u (local.tee $cell (i32.add (local.get $cell) (i32.const 8))) (local.get $cells_end))))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (br $next_row))))

  ;; The same for sparse rows: row r has the entries [starts[r], starts[r + 1]), each the offset of a bin within the slot.
  (func (export "buildSparse")
    (param $rows i32) (param $end i32) (param $gradients i32)
    (param $starts i32) (param $entries i32) (param $slot i32)
    (local $row i32) (local $entry i32) (local $entries_end i32) (local $bin i32) (local $pair v128)
    (block $done
      (loop $next_row
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $row (i32.load (local.get $rows)))
        (local.set $pair
          (f64x2.promote_low_f32x4
            (v128.load64_zero (i32.add (local.get $gradients) (i32.shl (local.get $row) (i32.const 3))))))
        (local.set $row (i32.add (local.get $starts) (i32.shl (local.get $row) (i32.const 2))))
        (local.set $entry (i32.add (local.get $entries) (i32.shl (i32.load (local.get $row)) (i32.const 2))))
        (local.set $entries_end (i32.add (local.get $entries) (i32.shl (i32.load offset=4 (local.get $row)) (i32.const 2))))
        (block $row_done
          (loop $next_entry
            (br_if $row_done (i32.ge_u (local.get $entry) (local.get $entries_end)))
            (local.set $bin (i32.add (local.get $slot) (i32.load (local.get $entry))))
            (v128.store (local.get $bin) (f64x2.add (v128.load (local.get $bin)) (local.get $pair)))
            (local.set $entry (i32.add (local.get $entry) (i32.const 4)))
            (br $next_entry)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (br $next_row))))

  (func (export "clear") (param $begin i32) (param $length i32)
    (memory.fill (local.get $begin) (i32.const 0) (local.get $length)))

  ;; target[i] -= other[i] for the bins at [target, end).
  (func (export "subtract") (param $target i32) (param $end i32) (param $other i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $target) (local.get $end)))
        (v128.store (local.get $target) (f64x2.sub (v128.load (local.get $target)) (v128.load (local.get $other))))
        (local.set $target (i32.add (local.get $target) (i32.const 16)))
        (local.set $other (i32.add (local.get $other) (i32.const 16)))
        (br $next))))

  ;; Orders the rows listed in [rows, end) so that those whose bin has a 0 in `sides` come before those that have a 1, and
  ;; keeps their order otherwise. `column` has one byte per row. Answers the address of the first row of the second kind.
  (func (export "partition8")
    (param $rows i32) (param $end i32) (param $column i32) (param $sides i32) (param $scratch i32) (result i32)
    (local $row i32) (local $left i32) (local $right i32) (local $step i32)
    (local.set $left (local.get $rows))
    (local.set $right (local.get $scratch))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $row (i32.load (local.get $rows)))
        (local.set $step
          (i32.shl
            (i32.load8_u (i32.add (local.get $sides) (i32.load8_u (i32.add (local.get $column) (local.get $row)))))
            (i32.const 2)))
        (i32.store (local.get $left) (local.get $row))
        (i32.store (local.get $right) (local.get $row))
        (local.set $left (i32.sub (i32.add (local.get $left) (i32.const 4)) (local.get $step)))
        (local.set $right (i32.add (local.get $right) (local.get $step)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (br $next)))
    (memory.copy (local.get $left) (local.get $scratch) (i32.sub (local.get $right) (local.get $scratch)))
    (local.get $left))

  ;; The same for a column of two bytes per row.
  (func (export "partition16")
    (param $rows i32) (param $end i32) (param $column i32) (param $sides i32) (param $scratch i32) (result i32)
    (local $row i32) (local $left i32) (local $right i32) (local $step i32)
    (local.set $left (local.get $rows))
    (local.set $right (local.get $scratch))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $row (i32.load (local.get $rows)))
        (local.set $step
          (i32.shl
            (i32.load8_u
              (i32.add
                (local.get $sides)
                (i32.load16_u (i32.add (local.get $column) (i32.shl (local.get $row) (i32.const 1))))))
            (i32.const 2)))
        (i32.store (local.get $left) (local.get $row))
        (i32.store (local.get $right) (local.get $row))
        (local.set $left (i32.sub (i32.add (local.get $left) (i32.const 4)) (local.get $step)))
        (local.set $right (i32.add (local.get $right) (local.get $step)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (br $next)))
    (memory.copy (local.get $left) (local.get $scratch) (i32.sub (local.get $right) (local.get $scratch)))
    (local.get $left))

  ;; Adds a leaf's value to the margins of the rows listed in [rows, end). A row's margins are `stride` bytes apart.
  (func (export "settle")
    (param $rows i32) (param $end i32) (param $margins i32) (param $stride i32) (param $value f32)
    (local $margin i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $margin
          (i32.add (local.get $margins) (i32.mul (i32.load (local.get $rows)) (local.get $stride))))
        (f32.store (local.get $margin) (f32.add (f32.load (local.get $margin)) (local.get $value)))
        (local.set $rows (i32.add (local.get $rows) (i32.const 4)))
        (br $next))))
)
