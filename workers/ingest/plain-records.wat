;; Finds the fields of delimited records that are plain: no quotes, the expected number of fields, whole within the bytes at hand.
;; Sixty-four bytes at a step: their delimiters, quotes and line ends become one mask, and only these are looked at one by one.
;; What is not plain ends the scan; csv-scanner.ts reads that record its own, slower way.
(module
	(memory (import "host" "memory") 1)

	;; Where the first record that was not taken begins.
	(global $next (export "next") (mut i32) (i32.const 0))

	;; The mask of sixteen bytes.
	(func $sixteen (param $at i32) (param $delimiter v128) (result i64)
		(local $bytes v128)
		(local.set $bytes (v128.load (local.get $at)))
		(i64.extend_i32_u (i8x16.bitmask
			(v128.or
				(v128.or
					(i8x16.eq (local.get $bytes) (local.get $delimiter))
					(i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x22))))
				(v128.or
					(i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0a)))
					(i8x16.eq (local.get $bytes) (i8x16.splat (i32.const 0x0d))))))))

	;; at, end    the bytes to scan; up to 64 behind `end` may be read, and none of them counts
	;; limit      bytes of the longest record that is taken
	;; starts, ends, stride, width
	;;            field f of row r goes to starts[f * stride + r] and ends[f * stride + r], all four in bytes of memory but `width`
	;; row, capacity
	;;            the first row to fill, and the rows in all
	;; result     rows filled so far
	(func (export "scan")
		(param $at i32) (param $end i32) (param $delimiter i32) (param $limit i32)
		(param $starts i32) (param $ends i32) (param $stride i32) (param $width i32)
		(param $row i32) (param $capacity i32)
		(result i32)
		(local $splat v128) (local $hits i64) (local $block i32) (local $hit i32) (local $byte i32)
		(local $record i32) (local $from i32) (local $field i32) (local $cell i32)

		(local.set $splat (i8x16.splat (local.get $delimiter)))
		(local.set $block (local.get $at))
		(local.set $record (local.get $at))
		(local.set $from (local.get $at))
		(local.set $cell (i32.shl (local.get $row) (i32.const 2)))
		(global.set $next (local.get $at))

		(loop $blocks
			(local.set $hits (i64.or
				(i64.or
					(call $sixteen (local.get $block) (local.get $splat))
					(i64.shl (call $sixteen (i32.add (local.get $block) (i32.const 16)) (local.get $splat)) (i64.const 16)))
				(i64.or
					(i64.shl (call $sixteen (i32.add (local.get $block) (i32.const 32)) (local.get $splat)) (i64.const 32))
					(i64.shl (call $sixteen (i32.add (local.get $block) (i32.const 48)) (local.get $splat)) (i64.const 48)))))

			(block $done
				(loop $bits
					(br_if $done (i64.eqz (local.get $hits)))
					(local.set $hit (i32.add (local.get $block) (i32.wrap_i64 (i64.ctz (local.get $hits)))))
					(local.set $hits (i64.and (local.get $hits) (i64.sub (local.get $hits) (i64.const 1))))
					;; The line feed of a carriage return that ended a record.
					(br_if $bits (i32.lt_u (local.get $hit) (local.get $from)))
					(if (i32.ge_u (local.get $hit) (local.get $end)) (then (return (local.get $row))))

					(local.set $byte (i32.load8_u (local.get $hit)))
					(if (i32.eq (local.get $byte) (i32.const 0x22))
						(then
							;; Only at the begin of a field does a quote mean anything.
							(if (i32.eq (local.get $hit) (local.get $from)) (then (return (local.get $row))))
							(br $bits)))

					(if (i32.ge_u (local.get $field) (local.get $width)) (then (return (local.get $row))))
					(i32.store (i32.add (local.get $starts) (local.get $cell)) (local.get $from))
					(i32.store (i32.add (local.get $ends) (local.get $cell)) (local.get $hit))
					(local.set $field (i32.add (local.get $field) (i32.const 1)))
					(local.set $cell (i32.add (local.get $cell) (local.get $stride)))
					(local.set $from (i32.add (local.get $hit) (i32.const 1)))
					(br_if $bits (i32.eq (local.get $byte) (local.get $delimiter)))

					;; The end of a record: plain only with all its fields, within the limit, and not blank.
					(if (i32.ne (local.get $field) (local.get $width)) (then (return (local.get $row))))
					(if (i32.gt_u (i32.sub (local.get $hit) (local.get $record)) (local.get $limit)) (then (return (local.get $row))))
					(if (i32.eq (local.get $hit) (local.get $record)) (then (return (local.get $row))))
					(if (i32.eq (local.get $byte) (i32.const 0x0d))
						(then
							;; Whether a line feed follows may stand in the bytes to come.
							(if (i32.ge_u (local.get $from) (local.get $end)) (then (return (local.get $row))))
							(if (i32.eq (i32.load8_u (local.get $from)) (i32.const 0x0a))
								(then (local.set $from (i32.add (local.get $from) (i32.const 1)))))))

					(global.set $next (local.get $from))
					(local.set $record (local.get $from))
					(local.set $row (i32.add (local.get $row) (i32.const 1)))
					(local.set $field (i32.const 0))
					(local.set $cell (i32.shl (local.get $row) (i32.const 2)))
					(br_if $bits (i32.lt_u (local.get $row) (local.get $capacity)))
					(return (local.get $row))))

			(local.set $block (i32.add (local.get $block) (i32.const 64)))
			(br $blocks))
		(unreachable)))
