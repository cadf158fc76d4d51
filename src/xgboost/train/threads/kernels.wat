;; The inner loops of histogram training, over one shared memory. Addresses and lengths are in bytes.
;;
;; A histogram slot holds one f64x2 (sum of gradients, sum of hessians) per bin, so that one vector addition updates both.
;; Sums are in double precision and in the order of the rows, as libxgboost's (src/common/hist_util.cc), which is what makes
;; the trees the same.
(module
  (memory (import "kakehi" "memory") 1 65536 shared)

  ;; What `touch` has read, so that no compiler leaves the reading out.
  (global $touched (mut i32) (i32.const 0))

  ;; Reads something of each row that is about to be used, so that the memory fetches them all at once: rows of small nodes lie
  ;; far apart, and one by one each would be waited for.
  (func $touch
    (param $rows i32) (param $end i32) (param $gradients i32) (param $matrix i32) (param $stride i32)
    (local $row i32) (local $cell i32) (local $read i32)
    (loop $next
      (local.set $row (i32.load (local.get $rows)))
      (local.set $cell (i32.add (local.get $matrix) (i32.mul (local.get $row) (local.get $stride))))
      (local.set $read
        (i32.xor
          (i32.xor (local.get $read) (i32.load (i32.add (local.get $gradients) (i32.shl (local.get $row) (i32.const 3)))))
          (i32.xor
            (i32.load8_u (local.get $cell))
            (i32.load8_u (i32.add (local.get $cell) (i32.sub (local.get $stride) (i32.const 1)))))))
      (br_if $next (i32.lt_u (local.tee $rows (i32.add (local.get $rows) (i32.const 4))) (local.get $end))))
    (global.set $touched (local.get $read)))

  ;; Adds the gradients of the rows listed in [rows, end) to a slot. `matrix` has one byte per feature, `stride` bytes per
  ;; row; `bases` has per feature the address of its bin 0 in the slot. `width`, a multiple of 4, is how many features there
  ;; are. Unless 0, `ahead` is how many bytes of row numbers to touch before they are used.
  (func (export "build8")
    (param $rows i32) (param $end i32) (param $gradients i32)
    (param $matrix i32) (param $stride i32) (param $width i32) (param $bases i32) (param $ahead i32)
    (local $row i32) (local $cell i32) (local $cells_end i32) (local $base i32) (local $bin i32) (local $pair v128)
    (local $block_end i32)
    (block $done
      (loop $next_block
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $block_end (local.get $end))
        (if (i32.lt_u (i32.sub (local.get $ahead) (i32.const 1)) (i32.sub (local.get $end) (local.get $rows)))
          (then (local.set $block_end (i32.add (local.get $rows) (local.get $ahead)))))
        (if (local.get $ahead)
          (then
            (call $touch
              (local.get $rows) (local.get $block_end) (local.get $gradients) (local.get $matrix) (local.get $stride))))
        (loop $next_row
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
                (i32.lt_u
                  (local.tee $cell (i32.add (local.get $cell) (i32.const 4)))
                  (local.get $cells_end))))
          (br_if $next_row
            (i32.lt_u (local.tee $rows (i32.add (local.get $rows) (i32.const 4))) (local.get $block_end))))
        (br $next_block))))

  ;; The same for a matrix of two bytes per feature.
  (func (export "build16")
    (param $rows i32) (param $end i32) (param $gradients i32)
    (param $matrix i32) (param $stride i32) (param $width i32) (param $bases i32) (param $ahead i32)
    (local $row i32) (local $cell i32) (local $cells_end i32) (local $base i32) (local $bin i32) (local $pair v128)
    (local $block_end i32)
    (block $done
      (loop $next_block
        (br_if $done (i32.ge_u (local.get $rows) (local.get $end)))
        (local.set $block_end (local.get $end))
        (if (i32.lt_u (i32.sub (local.get $ahead) (i32.const 1)) (i32.sub (local.get $end) (local.get $rows)))
          (then (local.set $block_end (i32.add (local.get $rows) (local.get $ahead)))))
        (if (local.get $ahead)
          (then
            (call $touch
              (local.get $rows) (local.get $block_end) (local.get $gradients) (local.get $matrix) (local.get $stride))))
        (loop $next_row
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
                (i32.lt_u
                  (local.tee $cell (i32.add (local.get $cell) (i32.const 8)))
                  (local.get $cells_end))))
          (br_if $next_row
            (i32.lt_u (local.tee $rows (i32.add (local.get $rows) (i32.const 4))) (local.get $block_end))))
        (br $next_block))))

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

  ;; Finds the bin of each of the values at [value, end), `value_step` bytes apart: the first of `count` cuts that is greater, or
  ;; the last; `missing` for NaN. Writes it to the column, one byte per row, and to cells `cell_step` bytes apart. The search
  ;; takes the same steps for every value and does not branch on it, which a processor could not foresee.
  (func (export "bin8")
    (param $value i32) (param $end i32) (param $value_step i32) (param $cuts i32) (param $count i32)
    (param $column i32) (param $cell i32) (param $cell_step i32) (param $missing i32)
    (local $x f32) (local $bin i32) (local $left i32) (local $half i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $value) (local.get $end)))
        (local.set $x (f32.load (local.get $value)))
        (local.set $bin (i32.const 0))
        (local.set $left (local.get $count))
        (block $found
          (loop $search
            (br_if $found (i32.le_u (local.get $left) (i32.const 1)))
            (local.set $half (i32.shr_u (local.get $left) (i32.const 1)))
            (local.set $bin
              (i32.add
                (local.get $bin)
                (i32.and
                  (local.get $half)
                  (i32.sub
                    (i32.const 0)
                    (f32.le
                      (f32.load
                        (i32.add
                          (local.get $cuts)
                          (i32.shl (i32.sub (i32.add (local.get $bin) (local.get $half)) (i32.const 1)) (i32.const 2))))
                      (local.get $x))))))
            (local.set $left (i32.sub (local.get $left) (local.get $half)))
            (br $search)))
        (local.set $bin
          (select (local.get $bin) (local.get $missing) (f32.eq (local.get $x) (local.get $x))))
        (i32.store8 (local.get $column) (local.get $bin))
        (i32.store8 (local.get $cell) (local.get $bin))
        (local.set $value (i32.add (local.get $value) (local.get $value_step)))
        (local.set $column (i32.add (local.get $column) (i32.const 1)))
        (local.set $cell (i32.add (local.get $cell) (local.get $cell_step)))
        (br $next))))

  ;; The same for two bytes per bin.
  (func (export "bin16")
    (param $value i32) (param $end i32) (param $value_step i32) (param $cuts i32) (param $count i32)
    (param $column i32) (param $cell i32) (param $cell_step i32) (param $missing i32)
    (local $x f32) (local $bin i32) (local $left i32) (local $half i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $value) (local.get $end)))
        (local.set $x (f32.load (local.get $value)))
        (local.set $bin (i32.const 0))
        (local.set $left (local.get $count))
        (block $found
          (loop $search
            (br_if $found (i32.le_u (local.get $left) (i32.const 1)))
            (local.set $half (i32.shr_u (local.get $left) (i32.const 1)))
            (local.set $bin
              (i32.add
                (local.get $bin)
                (i32.and
                  (local.get $half)
                  (i32.sub
                    (i32.const 0)
                    (f32.le
                      (f32.load
                        (i32.add
                          (local.get $cuts)
                          (i32.shl (i32.sub (i32.add (local.get $bin) (local.get $half)) (i32.const 1)) (i32.const 2))))
                      (local.get $x))))))
            (local.set $left (i32.sub (local.get $left) (local.get $half)))
            (br $search)))
        (local.set $bin
          (select (local.get $bin) (local.get $missing) (f32.eq (local.get $x) (local.get $x))))
        (i32.store16 (local.get $column) (local.get $bin))
        (i32.store16 (local.get $cell) (local.get $bin))
        (local.set $value (i32.add (local.get $value) (local.get $value_step)))
        (local.set $column (i32.add (local.get $column) (i32.const 2)))
        (local.set $cell (i32.add (local.get $cell) (local.get $cell_step)))
        (br $next))))

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
