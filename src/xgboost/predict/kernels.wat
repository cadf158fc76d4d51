;; The inner loops of prediction, over one memory. Addresses and lengths are in bytes.
;;
;; Values are compared as bins: a column has one byte per row, and its bin is the number of the column's thresholds (255 at
;; most) that are not above the value, less 128. So `value < threshold` is `bin <= threshold's place`, sixteen rows are compared
;; by one instruction, and a missing value is the lowest or the highest bin, whichever sends it the default way. 64 rows make a
;; block; a column's bytes for a block lie side by side.
;;
;; Trees are padded to perfect ones. The nodes lie level by level: `columns` has 4 bytes per node (where the column begins
;; among the lanes), `places` one (the threshold's place, less 128). A row goes right where its bin is above the place.
(module
  (memory (import "kakehi" "memory") 1 65536 shared)

  ;; Fills the lanes of up to 64 rows from floats. A record of [columns, end) is 20 bytes: the feature's offset in a row, its
  ;; thresholds (ascending, padded with NaN to one less than a power of two), half that power times 4, and where to put the
  ;; bins for nodes that send missing values left and right.
  (func (export "bin")
    (param $columns i32) (param $end i32) (param $rows i32) (param $stride i32) (param $rows_end i32) (param $lanes i32)
    (local $row i32) (local $left i32) (local $right i32) (local $thresholds i32) (local $half i32)
    (local $at i32) (local $step i32) (local $value f32)
    (loop $next_column
      (local.set $row (i32.add (local.get $rows) (i32.load (local.get $columns))))
      (local.set $thresholds (i32.load offset=4 (local.get $columns)))
      (local.set $half (i32.load offset=8 (local.get $columns)))
      (local.set $left (i32.add (local.get $lanes) (i32.load offset=12 (local.get $columns))))
      (local.set $right (i32.add (local.get $lanes) (i32.load offset=16 (local.get $columns))))
      (loop $next_row
        (local.set $value (f32.load (local.get $row)))
        (local.set $at (local.get $thresholds))
        (local.set $step (local.get $half))
        (loop $halve
          (local.set $at
            (select
              (i32.add (local.get $at) (local.get $step))
              (local.get $at)
              (f32.le (f32.load (i32.sub (i32.add (local.get $at) (local.get $step)) (i32.const 4))) (local.get $value))))
          (br_if $halve (i32.ge_u (local.tee $step (i32.shr_u (local.get $step) (i32.const 1))) (i32.const 4))))
        (local.set $at
          (i32.sub (i32.shr_u (i32.sub (local.get $at) (local.get $thresholds)) (i32.const 2)) (i32.const 128)))
        (i32.store8 (local.get $left) (local.get $at))
        (i32.store8 (local.get $right)
          (select (i32.const 127) (local.get $at) (f32.ne (local.get $value) (local.get $value))))
        (local.set $left (i32.add (local.get $left) (i32.const 1)))
        (local.set $right (i32.add (local.get $right) (i32.const 1)))
        (br_if $next_row
          (i32.lt_u (local.tee $row (i32.add (local.get $row) (local.get $stride))) (local.get $rows_end))))
      (br_if $next_column
        (i32.lt_u (local.tee $columns (i32.add (local.get $columns) (i32.const 20))) (local.get $end)))))

  ;; Adds the leaves of one row, whose bins are in lane 0. A record of [trees, end) is 28 bytes: depth (2 at least), columns,
  ;; places, leaves, the offset of the output group's sums in `sums`, where the leaves would begin if inner nodes had some, and
  ;; whether the leaves are nodes to go on from instead of floats. Such a node is 16 bytes: the column (3 bytes), the place (1),
  ;; the left child's address, after which the right one comes, and a leaf's value; a leaf is its own left child.
  (func (export "walk")
    (param $trees i32) (param $end i32) (param $lanes i32) (param $sums i32)
    (local $depth i32) (local $columns i32) (local $places i32) (local $node i32) (local $parent i32) (local $sum i32)
    (loop $next_tree
      (local.set $depth (i32.load (local.get $trees)))
      (local.set $columns (i32.load offset=4 (local.get $trees)))
      (local.set $places (i32.load offset=8 (local.get $trees)))
      (local.set $sum (i32.add (local.get $sums) (i32.load offset=16 (local.get $trees))))
      (local.set $node (i32.const 0))
      (loop $next_level
        (local.set $node
          (i32.add
            (i32.add (i32.shl (local.get $node) (i32.const 1)) (i32.const 1))
            (i32.gt_s
              (i32.load8_s
                (i32.add
                  (local.get $lanes)
                  (i32.load (i32.add (local.get $columns) (i32.shl (local.get $node) (i32.const 2))))))
              (i32.load8_s (i32.add (local.get $places) (local.get $node))))))
        (br_if $next_level (local.tee $depth (i32.sub (local.get $depth) (i32.const 1)))))
      (if (i32.load offset=24 (local.get $trees))
        (then
          (local.set $node (i32.add (i32.load offset=20 (local.get $trees)) (i32.shl (local.get $node) (i32.const 4))))
          (loop $next_node
            (local.set $parent (local.get $node))
            (local.set $node
              (i32.add
                (i32.load offset=4 (local.get $parent))
                (i32.shl
                  (i32.gt_s
                    (i32.load8_s (i32.add (local.get $lanes) (i32.and (i32.load (local.get $parent)) (i32.const 0xffffff))))
                    (i32.load8_s offset=3 (local.get $parent)))
                  (i32.const 4))))
            (br_if $next_node (i32.ne (local.get $node) (local.get $parent))))
          (local.set $node (i32.add (local.get $node) (i32.const 8))))
        (else
          (local.set $node (i32.add (i32.load offset=20 (local.get $trees)) (i32.shl (local.get $node) (i32.const 2))))))
      (f32.store (local.get $sum) (f32.add (f32.load (local.get $sum)) (f32.load (local.get $node))))
      (br_if $next_tree (i32.lt_u (local.tee $trees (i32.add (local.get $trees) (i32.const 28))) (local.get $end)))))

  ;; Adds the leaves of a block of 64 rows. `chosen` has room for 64 bytes per node of the second lowest level: each row's leaf
  ;; below that node, then, level by level upwards, below the node's parents.
  (func (export "score")
    (param $trees i32) (param $end i32) (param $lanes i32) (param $chosen i32) (param $sums i32)
    (local $depth i32)
    (loop $next_tree
      (local.set $depth (i32.sub (i32.load (local.get $trees)) (i32.const 2)))
      (call $lowest (local.get $trees) (local.get $depth) (local.get $lanes) (local.get $chosen))
      (block $top
        (loop $next_levels
          (br_if $top (i32.lt_s (local.get $depth) (i32.const 2)))
          (local.set $depth (i32.sub (local.get $depth) (i32.const 2)))
          (call $upper (local.get $trees) (local.get $depth) (local.get $lanes) (local.get $chosen))
          (br $next_levels)))
      (if (local.get $depth) (then (call $root (local.get $trees) (local.get $lanes) (local.get $chosen))))
      (if (i32.load offset=24 (local.get $trees))
        (then
          (call $descend
            (local.get $chosen)
            (i32.load offset=12 (local.get $trees))
            (local.get $lanes)
            (i32.add (local.get $sums) (i32.load offset=16 (local.get $trees)))))
        (else
          (call $add
            (local.get $chosen)
            (i32.load offset=12 (local.get $trees))
            (i32.add (local.get $sums) (i32.load offset=16 (local.get $trees))))))
      (br_if $next_tree (i32.lt_u (local.tee $trees (i32.add (local.get $trees) (i32.const 28))) (local.get $end)))))

  ;; The leaves below each node of `level`, the second lowest: node, then its two children.
  (func $lowest (param $tree i32) (param $level i32) (param $lanes i32) (param $chosen i32)
    (local $columns i32) (local $child_columns i32) (local $places i32) (local $child_places i32) (local $last i32)
    (local $column0 i32) (local $column1 i32) (local $column2 i32)
    (local $place0 v128) (local $place1 v128) (local $place2 v128)
    (local $left v128) (local $right v128)
    (local.set $places (i32.sub (i32.shl (i32.const 1) (local.get $level)) (i32.const 1)))
    (local.set $child_places (i32.sub (i32.shl (i32.const 2) (local.get $level)) (i32.const 1)))
    (local.set $columns
      (i32.add (i32.load offset=4 (local.get $tree)) (i32.shl (local.get $places) (i32.const 2))))
    (local.set $child_columns
      (i32.add (i32.load offset=4 (local.get $tree)) (i32.shl (local.get $child_places) (i32.const 2))))
    (local.set $places (i32.add (i32.load offset=8 (local.get $tree)) (local.get $places)))
    (local.set $child_places (i32.add (i32.load offset=8 (local.get $tree)) (local.get $child_places)))
    (local.set $last (local.get $child_columns))
    (local.set $right (v128.const i8x16 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2 2))
    (loop $next_node
      (local.set $column0 (i32.add (local.get $lanes) (i32.load (local.get $columns))))
      (local.set $column1 (i32.add (local.get $lanes) (i32.load (local.get $child_columns))))
      (local.set $column2 (i32.add (local.get $lanes) (i32.load offset=4 (local.get $child_columns))))
      (local.set $place0 (v128.load8_splat (local.get $places)))
      (local.set $place1 (v128.load8_splat (local.get $child_places)))
      (local.set $place2 (v128.load8_splat offset=1 (local.get $child_places)))
      (v128.store (local.get $chosen)
        (v128.bitselect
          (i8x16.sub (local.get $right) (i8x16.gt_s (v128.load (local.get $column2)) (local.get $place2)))
          (i8x16.sub (local.get $left) (i8x16.gt_s (v128.load (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load (local.get $column0)) (local.get $place0))))
      (v128.store offset=16 (local.get $chosen)
        (v128.bitselect
          (i8x16.sub (local.get $right) (i8x16.gt_s (v128.load offset=16 (local.get $column2)) (local.get $place2)))
          (i8x16.sub (local.get $left) (i8x16.gt_s (v128.load offset=16 (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load offset=16 (local.get $column0)) (local.get $place0))))
      (v128.store offset=32 (local.get $chosen)
        (v128.bitselect
          (i8x16.sub (local.get $right) (i8x16.gt_s (v128.load offset=32 (local.get $column2)) (local.get $place2)))
          (i8x16.sub (local.get $left) (i8x16.gt_s (v128.load offset=32 (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load offset=32 (local.get $column0)) (local.get $place0))))
      (v128.store offset=48 (local.get $chosen)
        (v128.bitselect
          (i8x16.sub (local.get $right) (i8x16.gt_s (v128.load offset=48 (local.get $column2)) (local.get $place2)))
          (i8x16.sub (local.get $left) (i8x16.gt_s (v128.load offset=48 (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load offset=48 (local.get $column0)) (local.get $place0))))
      (local.set $columns (i32.add (local.get $columns) (i32.const 4)))
      (local.set $child_columns (i32.add (local.get $child_columns) (i32.const 8)))
      (local.set $places (i32.add (local.get $places) (i32.const 1)))
      (local.set $child_places (i32.add (local.get $child_places) (i32.const 2)))
      (local.set $left (i8x16.add (local.get $left) (v128.const i8x16 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4)))
      (local.set $right (i8x16.add (local.get $right) (v128.const i8x16 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4)))
      (local.set $chosen (i32.add (local.get $chosen) (i32.const 64)))
      (br_if $next_node (i32.lt_u (local.get $columns) (local.get $last)))))

  ;; The leaves below each node of `level`, of those below its four grandchildren.
  (func $upper (param $tree i32) (param $level i32) (param $lanes i32) (param $chosen i32)
    (local $columns i32) (local $child_columns i32) (local $places i32) (local $child_places i32) (local $last i32)
    (local $column0 i32) (local $column1 i32) (local $column2 i32)
    (local $place0 v128) (local $place1 v128) (local $place2 v128)
    (local $from i32) (local $to i32)
    (local.set $places (i32.sub (i32.shl (i32.const 1) (local.get $level)) (i32.const 1)))
    (local.set $child_places (i32.sub (i32.shl (i32.const 2) (local.get $level)) (i32.const 1)))
    (local.set $columns
      (i32.add (i32.load offset=4 (local.get $tree)) (i32.shl (local.get $places) (i32.const 2))))
    (local.set $child_columns
      (i32.add (i32.load offset=4 (local.get $tree)) (i32.shl (local.get $child_places) (i32.const 2))))
    (local.set $places (i32.add (i32.load offset=8 (local.get $tree)) (local.get $places)))
    (local.set $child_places (i32.add (i32.load offset=8 (local.get $tree)) (local.get $child_places)))
    (local.set $last (local.get $child_columns))
    (local.set $from (local.get $chosen))
    (local.set $to (local.get $chosen))
    (loop $next_node
      (local.set $column0 (i32.add (local.get $lanes) (i32.load (local.get $columns))))
      (local.set $column1 (i32.add (local.get $lanes) (i32.load (local.get $child_columns))))
      (local.set $column2 (i32.add (local.get $lanes) (i32.load offset=4 (local.get $child_columns))))
      (local.set $place0 (v128.load8_splat (local.get $places)))
      (local.set $place1 (v128.load8_splat (local.get $child_places)))
      (local.set $place2 (v128.load8_splat offset=1 (local.get $child_places)))
      (v128.store (local.get $to)
        (v128.bitselect
          (v128.bitselect (v128.load offset=192 (local.get $from)) (v128.load offset=128 (local.get $from)) (i8x16.gt_s (v128.load (local.get $column2)) (local.get $place2)))
          (v128.bitselect (v128.load offset=64 (local.get $from)) (v128.load (local.get $from)) (i8x16.gt_s (v128.load (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load (local.get $column0)) (local.get $place0))))
      (v128.store offset=16 (local.get $to)
        (v128.bitselect
          (v128.bitselect (v128.load offset=208 (local.get $from)) (v128.load offset=144 (local.get $from)) (i8x16.gt_s (v128.load offset=16 (local.get $column2)) (local.get $place2)))
          (v128.bitselect (v128.load offset=80 (local.get $from)) (v128.load offset=16 (local.get $from)) (i8x16.gt_s (v128.load offset=16 (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load offset=16 (local.get $column0)) (local.get $place0))))
      (v128.store offset=32 (local.get $to)
        (v128.bitselect
          (v128.bitselect (v128.load offset=224 (local.get $from)) (v128.load offset=160 (local.get $from)) (i8x16.gt_s (v128.load offset=32 (local.get $column2)) (local.get $place2)))
          (v128.bitselect (v128.load offset=96 (local.get $from)) (v128.load offset=32 (local.get $from)) (i8x16.gt_s (v128.load offset=32 (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load offset=32 (local.get $column0)) (local.get $place0))))
      (v128.store offset=48 (local.get $to)
        (v128.bitselect
          (v128.bitselect (v128.load offset=240 (local.get $from)) (v128.load offset=176 (local.get $from)) (i8x16.gt_s (v128.load offset=48 (local.get $column2)) (local.get $place2)))
          (v128.bitselect (v128.load offset=112 (local.get $from)) (v128.load offset=48 (local.get $from)) (i8x16.gt_s (v128.load offset=48 (local.get $column1)) (local.get $place1)))
          (i8x16.gt_s (v128.load offset=48 (local.get $column0)) (local.get $place0))))
      (local.set $columns (i32.add (local.get $columns) (i32.const 4)))
      (local.set $child_columns (i32.add (local.get $child_columns) (i32.const 8)))
      (local.set $places (i32.add (local.get $places) (i32.const 1)))
      (local.set $child_places (i32.add (local.get $child_places) (i32.const 2)))
      (local.set $from (i32.add (local.get $from) (i32.const 256)))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (br_if $next_node (i32.lt_u (local.get $columns) (local.get $last)))))

  ;; The leaves below the root, of those below its two children.
  (func $root (param $tree i32) (param $lanes i32) (param $chosen i32)
    (local $column0 i32) (local $place0 v128)
    (local.set $column0 (i32.add (local.get $lanes) (i32.load (i32.load offset=4 (local.get $tree)))))
    (local.set $place0 (v128.load8_splat (i32.load offset=8 (local.get $tree))))
    (v128.store (local.get $chosen)
      (v128.bitselect (v128.load offset=64 (local.get $chosen)) (v128.load (local.get $chosen)) (i8x16.gt_s (v128.load (local.get $column0)) (local.get $place0))))
    (v128.store offset=16 (local.get $chosen)
      (v128.bitselect (v128.load offset=80 (local.get $chosen)) (v128.load offset=16 (local.get $chosen)) (i8x16.gt_s (v128.load offset=16 (local.get $column0)) (local.get $place0))))
    (v128.store offset=32 (local.get $chosen)
      (v128.bitselect (v128.load offset=96 (local.get $chosen)) (v128.load offset=32 (local.get $chosen)) (i8x16.gt_s (v128.load offset=32 (local.get $column0)) (local.get $place0))))
    (v128.store offset=48 (local.get $chosen)
      (v128.bitselect (v128.load offset=112 (local.get $chosen)) (v128.load offset=48 (local.get $chosen)) (i8x16.gt_s (v128.load offset=48 (local.get $column0)) (local.get $place0)))))

  ;; Adds the values of 64 chosen leaves to 64 sums.
  (func $add (param $chosen i32) (param $leaves i32) (param $sums i32)
    (local $last i32)
    (local.set $last (i32.add (local.get $chosen) (i32.const 64)))
    (loop $next_four
      (v128.store (local.get $sums)
        (f32x4.add
          (v128.load (local.get $sums))
          (v128.load32_lane 3
            (i32.add (local.get $leaves) (i32.shl (i32.load8_u offset=3 (local.get $chosen)) (i32.const 2)))
            (v128.load32_lane 2
              (i32.add (local.get $leaves) (i32.shl (i32.load8_u offset=2 (local.get $chosen)) (i32.const 2)))
              (v128.load32_lane 1
                (i32.add (local.get $leaves) (i32.shl (i32.load8_u offset=1 (local.get $chosen)) (i32.const 2)))
                (v128.load32_zero
                  (i32.add (local.get $leaves) (i32.shl (i32.load8_u (local.get $chosen)) (i32.const 2)))))))))
      (local.set $sums (i32.add (local.get $sums) (i32.const 16)))
      (br_if $next_four
        (i32.lt_u (local.tee $chosen (i32.add (local.get $chosen) (i32.const 4))) (local.get $last)))))

  ;; Goes on below 64 chosen nodes of a tree that is too deep to be padded, four rows at a time, and adds the leaves that are
  ;; reached to 64 sums.
  (func $descend (param $chosen i32) (param $nodes i32) (param $lanes i32) (param $sums i32)
    (local $last i32)
    (local $node0 i32) (local $node1 i32) (local $node2 i32) (local $node3 i32)
    (local $parent0 i32) (local $parent1 i32) (local $parent2 i32) (local $parent3 i32)
    (local.set $last (i32.add (local.get $chosen) (i32.const 64)))
    (loop $next_four
      (local.set $node0 (i32.add (local.get $nodes) (i32.shl (i32.load8_u (local.get $chosen)) (i32.const 4))))
      (local.set $node1 (i32.add (local.get $nodes) (i32.shl (i32.load8_u offset=1 (local.get $chosen)) (i32.const 4))))
      (local.set $node2 (i32.add (local.get $nodes) (i32.shl (i32.load8_u offset=2 (local.get $chosen)) (i32.const 4))))
      (local.set $node3 (i32.add (local.get $nodes) (i32.shl (i32.load8_u offset=3 (local.get $chosen)) (i32.const 4))))
      (loop $next_level
        (local.set $parent0 (local.get $node0))
        (local.set $node0
          (i32.add
            (i32.load offset=4 (local.get $parent0))
            (i32.shl
              (i32.gt_s
                (i32.load8_s (i32.add (local.get $lanes) (i32.and (i32.load (local.get $parent0)) (i32.const 0xffffff))))
                (i32.load8_s offset=3 (local.get $parent0)))
              (i32.const 4))))
        (local.set $parent1 (local.get $node1))
        (local.set $node1
          (i32.add
            (i32.load offset=4 (local.get $parent1))
            (i32.shl
              (i32.gt_s
                (i32.load8_s offset=1 (i32.add (local.get $lanes) (i32.and (i32.load (local.get $parent1)) (i32.const 0xffffff))))
                (i32.load8_s offset=3 (local.get $parent1)))
              (i32.const 4))))
        (local.set $parent2 (local.get $node2))
        (local.set $node2
          (i32.add
            (i32.load offset=4 (local.get $parent2))
            (i32.shl
              (i32.gt_s
                (i32.load8_s offset=2 (i32.add (local.get $lanes) (i32.and (i32.load (local.get $parent2)) (i32.const 0xffffff))))
                (i32.load8_s offset=3 (local.get $parent2)))
              (i32.const 4))))
        (local.set $parent3 (local.get $node3))
        (local.set $node3
          (i32.add
            (i32.load offset=4 (local.get $parent3))
            (i32.shl
              (i32.gt_s
                (i32.load8_s offset=3 (i32.add (local.get $lanes) (i32.and (i32.load (local.get $parent3)) (i32.const 0xffffff))))
                (i32.load8_s offset=3 (local.get $parent3)))
              (i32.const 4))))
        (br_if $next_level
          (i32.or
            (i32.or
              (i32.xor (local.get $node0) (local.get $parent0))
              (i32.xor (local.get $node1) (local.get $parent1)))
            (i32.or
              (i32.xor (local.get $node2) (local.get $parent2))
              (i32.xor (local.get $node3) (local.get $parent3))))))
      (v128.store (local.get $sums)
        (f32x4.add
          (v128.load (local.get $sums))
          (v128.load32_lane offset=8 3
            (local.get $node3)
            (v128.load32_lane offset=8 2
              (local.get $node2)
              (v128.load32_lane offset=8 1 (local.get $node1) (v128.load32_zero offset=8 (local.get $node0)))))))
      (local.set $sums (i32.add (local.get $sums) (i32.const 16)))
      (local.set $lanes (i32.add (local.get $lanes) (i32.const 4)))
      (br_if $next_four
        (i32.lt_u (local.tee $chosen (i32.add (local.get $chosen) (i32.const 4))) (local.get $last))))))
