import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';
import type { SkipReason } from './points.ts';

const REASONS: Readonly<Record<SkipReason, { readonly zh: string; readonly en: string }>> = {
	'not-used-yet': { zh: '尚无规则使用', en: 'no rule uses this class yet' },
	'sex-unclear': { zh: '文字不能确定限定性别', en: 'the words do not settle the sex' },
	'age-unclear': { zh: '未给出年龄', en: 'no age is given' },
	'days-unclear': { zh: '文字不能确定天数', en: 'the words do not settle the days' },
	'level-unclear': { zh: '未给出机构级别', en: 'no hospital level is given' },
	'visit-unclear': { zh: '文字不能确定就医方式', en: 'the words do not settle the kind of visit' },
	'window-absent': {
		zh: '没有时间窗一列，请同时载入带“频度”列的工作簿',
		en: 'there is no column for the window; load the workbook that has 频度 as well'
	},
	'frequency-unclear': { zh: '未给出频次', en: 'no frequency is given' },
	'group-absent': { zh: '未给出手术组', en: 'no operation group is given' }
};

/** What a reader has to tell about one file, counted by class and reason. */
export class NoteList {
	readonly #file: string;
	readonly #errors: KnowledgeProblem[] = [];
	readonly #others: KnowledgeProblem[] = [];
	readonly #skips = new Map<string, { className: string; reason: SkipReason; first: string; count: number }>();

	constructor(file: string) {
		this.#file = file;
	}

	get list(): readonly KnowledgeProblem[] {
		const skips = [...this.#skips.values()].map(({ className, reason, first, count }): KnowledgeProblem => ({
			severity: 'note',
			id: reason,
			place: `${this.#file}: ${first}`,
			text: {
				zh: `“${className}”有 ${count} 条未使用：${REASONS[reason].zh}。`,
				en: `${count} points of ${className} are not used: ${REASONS[reason].en}.`
			},
			count
		}));
		return [...this.#errors, ...skips, ...this.#others];
	}

	error(id: string, zh: string, en: string): this {
		this.#errors.push({ severity: 'error', id, place: this.#file, text: { zh, en } });
		return this;
	}

	/** An error at a sheet of the file. */
	add(id: string, place: string, zh: string, en: string): void {
		this.#errors.push({ severity: 'error', id, place: `${this.#file}: ${place}`, text: { zh, en } });
	}

	skipped(className: string, reason: SkipReason, place: string): void {
		const key = `${className}|${reason}`;
		const known = this.#skips.get(key);
		if (known) known.count++;
		else this.#skips.set(key, { className, reason, first: place, count: 1 });
	}

	dropped(count: number): void {
		if (count === 0) return;
		const text = { zh: `略去 ${count} 行：空行、合计或说明。`, en: `${count} rows were left out: blank, totals or notes.` };
		this.#others.push({ severity: 'note', id: 'note-rows', place: this.#file, text, count });
	}

	repeated(count: number): void {
		if (count === 0) return;
		const text = { zh: `${count} 行与前面的行是同一知识点，已合并。`, en: `${count} rows repeat a point above and were joined with it.` };
		this.#others.push({ severity: 'note', id: 'repeated', place: this.#file, text, count });
	}

	unrecognised(places: readonly string[]): void {
		if (places.length === 0) return;
		const place = `${this.#file}: ${places[0]!}`;
		const text = { zh: `有 ${places.length} 个表或行未能认出规则类。`, en: `The rule class of ${places.length} sheets or rows was not recognised.` };
		this.#others.push({ severity: 'note', id: 'unrecognised-rows', place, text, count: places.length });
	}
}
