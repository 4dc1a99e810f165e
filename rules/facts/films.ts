import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';

/** Examinations that films are made of; pathology and the like have none, and so no count of them. */
const IMAGING = /CT|MR|DR|CR|DSA|X\s*线|X\s*光|磁共振|平片|摄影|摄片|造影|钼靶|断层|核磁/i;

/**
 * Films that the examinations of a visit used (实际胶片张数), 1/10 000. 无法判断 where the visit has no record of imaging, or one of them does not
 * say how many films it used.
 */
export function filmsUsed(t: Trace, exams: readonly Row<'exam'>[]): Traced<number> {
	const imaging = exams.filter((row) => row.number('film_cnt') !== null || IMAGING.test(row.text('exam_type') + row.text('item_name')));
	const unknown = imaging.length === 0 ? exams[0] : imaging.find((row) => row.number('film_cnt') === null);
	if (imaging.length === 0 || unknown) {
		throw new Undetermined({ kind: unknown && !unknown.hasField('film_cnt') ? 'field' : 'value', what: 'exam.film_cnt' });
	}
	const used = imaging.reduce((sum, row) => sum + row.number('film_cnt')!, 0);
	return t.derived<number>(
		{ zh: '检查记录胶片数合计', en: 'Films in the records of examination' },
		'quantity',
		used * QUANTITY_SCALE,
		imaging.map((row) => ({ row, field: 'film_cnt' }))
	);
}
