import { CUES, type Cue } from './cues.ts';
import type { Span } from './fold.ts';
import { scan, type Found } from './lexicon.ts';

/** What is said of the words in a scope. `result` is a negative result, which does not deny that the test was done. */
export type ScopeKind = 'neg' | 'result' | 'unc' | 'plan' | 'past' | 'now' | 'still' | 'family' | 'differ';

export interface Scope {
	readonly kind: ScopeKind;
	readonly from: number;
	readonly to: number;
}

/** Durations before now: 10年前, 5个月前, 20余年前, 三年以前. */
const AGO = /(\d{1,3}(\.\d)?|[一二两三四五六七八九十半数]{1,3})\+?[余多来几]?个?(年|月)[余多]?(以前|之前|前)|去年|前年/g;
/** 术后3年, 切除术后5月余: an operation that lies back. */
const SINCE = /术后\s?(\d{1,3}|[一二两三四五六七八九十半数]{1,3})\+?[余多]?个?(年|月)/g;
/** 3天前, 1周前: what came then is of the present illness. */
const LATELY = /(\d{1,3}|[一二两三四五六七八九十半数]{1,3})\+?[余多来几]?个?(天|日|周|星期|小时)[余多]?(以前|之前|前)/g;
/** The answer of a form: 糖尿病史：无. */
const ANSWERED_NO = /^ ?(无|否|否认|没有|未见|未发现|阴性|\(-\))(?=[。;,、) \n]|$)/;
const LONGEST_ANSWER = 6;
/** Onset of the present illness, which lies back and lasts. */
const ONSET = /出现|开始|起病|发病|诱因|加重|发现|自觉|诊断|确诊/;

type Token = Pick<Found<Cue | 'since' | 'ago' | ',' | '、' | '(' | ')' | ':'>, 'kind' | 'word' | 'from' | 'to'>;
type Open = { kind: ScopeKind; from: number; cue: 'weak' | 'strong' | 'long'; depth: number };

/** Cues that open a scope and do nothing else. `weak` ends at the comma. */
const ONWARD: Partial<Record<Token['kind'], readonly [ScopeKind, Open['cue']]>> = {
	unc: ['unc', 'weak'],
	plan: ['plan', 'long'],
	family: ['family', 'long'],
	stop: ['past', 'weak']
};
/** Cues that speak of what stood before them in the clause, and so many of their own units: 切除术 in 切除术后3年. */
const BACK: Partial<Record<Token['kind'], readonly [ScopeKind, number]>> = {
	pastAfter: ['past', 0],
	familyAfter: ['family', 0],
	since: ['past', 1],
	still: ['still', 0]
};
const SEPARATORS: readonly Token['kind'][] = [',', '、', ':', '(', ')'];

/** Scopes of one sentence of a folded text: one pass over its cues. `illness` is true where the sentence tells the present illness (现病史). */
export function scopesOf(text: string, [start, end]: Span, illness: boolean): Scope[] {
	return new Pass(text, start, end, illness).run();
}

class Pass {
	readonly #scopes: Scope[] = [];
	readonly #open: Open[] = [];
	/** Begin of the clause, and of what a word after may speak of. */
	#clause: number;
	#item: number;
	#result: number;
	#depth = 0;
	/** The sentence told of an onset years or months ago. */
	#since = false;
	readonly #differs: number;

	constructor(
		private readonly text: string,
		private readonly start: number,
		private readonly end: number,
		private readonly illness: boolean
	) {
		this.#clause = this.#item = this.#result = start;
		this.#differs = text.slice(start, end).lastIndexOf('鉴别') + start;
	}

	run(): Scope[] {
		for (const token of this.#tokens()) this.#take(token);
		for (const open of this.#open) this.#push(open.kind, open.from, this.end);
		return this.#scopes;
	}

	/** Cues, separators and durations in their order; a separator inside a cue, such as (-), is part of it. */
	#tokens(): Token[] {
		const { text, start, end } = this;
		const cues: Token[] = scan(text, CUES, start, end).filter(({ kind }) => kind !== 'plain');
		const sentence = text.slice(start, end);
		for (const [kind, pattern] of [
			['ago', AGO],
			['since', SINCE],
			['now', LATELY]
		] as const)
			for (const { index, 0: word } of sentence.matchAll(pattern)) cues.push({ kind, word, from: start + index, to: start + index + word.length });
		const taken = new Uint8Array(end - start);
		for (const { from, to } of cues) taken.fill(1, from - start, to - start);
		for (let at = start; at < end; at++) {
			const unit = text[at] as ',';
			if (taken[at - start] === 1) continue;
			if (startsItem(text, at)) cues.push({ kind: '、', word: unit, from: at, to: at + 1 });
			else if (isSeparator(text, at)) cues.push({ kind: unit, word: unit, from: at, to: at + 1 });
		}
		return cues.sort((a, b) => a.from - b.from);
	}

	#take(token: Token): void {
		const { kind, from, to } = token;
		const [onward, back] = [ONWARD[kind], BACK[kind]];
		if (onward) return this.#begin(onward[0], to, onward[1]);
		if (back) return this.#push(back[0], this.#clause, from + back[1]);
		if (SEPARATORS.includes(kind)) return this.#separate(token);
		switch (kind) {
			case 'neg':
				return this.#neg(token);
			case 'deny':
				this.#close(['past'], from);
				return this.#begin('neg', to, 'strong');
			case 'past':
			case 'ago':
				return this.#past(token);
			case 'differ':
				if (this.#differs >= to) this.#push('differ', to, this.#differs);
				return;
			case 'but':
				return this.#close(['neg', 'unc'], from);
			case 'affirm':
				return this.#affirm(token);
			case 'act':
				return this.#act(from);
			case 'now':
				return this.#now(token);
			case 'plus':
				this.#result = to;
				return;
			case 'all':
				this.#item = this.#clause;
				return;
			default:
				return this.#backOrOn(token);
		}
	}
	#separate({ kind, from, to }: Token): void {
		if (kind === ',') this.#comma(to);
		else if (kind === '、') this.#item = to;
		else if (kind === ':') this.#colon(from, to);
		else if (kind === '(') this.#depth++;
		else this.#closeBracket(from);
	}

	#colon(from: number, to: number): void {
		if (ANSWERED_NO.test(this.text.slice(to, to + LONGEST_ANSWER))) this.#push('neg', this.#item, from);
		this.#clause = this.#item = this.#result = to;
	}

	/** A cue that may speak of what stood before it. */
	#backOrOn({ kind, word, from, to }: Token): void {
		const negative = kind.startsWith('neg');
		const back = kind.endsWith('After') || this.#endsClause(to);
		if (!back) return this.#begin(negative ? 'neg' : 'unc', to, 'weak');
		if (negative) {
			this.#push(word.includes('阴') || word.includes('-') ? 'result' : 'neg', Math.max(this.#clause, this.#result), from);
			this.#result = to;
		} else this.#push('unc', this.#item, from);
	}
	/** 无, 未 and their kin; what stood before them in the clause is left as it is. */
	#neg({ from, to }: Token): void {
		if (this.#endsClause(to) && this.text[from] === '未') return this.#push('neg', this.#item, from);
		this.#begin('neg', to, 'weak');
	}
	#past({ kind, from, to }: Token): void {
		if (kind === 'ago' && this.illness && ONSET.test(this.text.slice(to, this.#clauseEnd(to)))) {
			this.#since = true;
			return;
		}
		this.#closeFormer(['neg', 'plan']);
		this.#begin('past', to, 'long');
		if (kind === 'ago' && this.#clause < from) this.#close(['neg'], from);
	}
	/** What was done (行、予) ends a denial and a plan of an earlier clause; after the onset of an illness years ago it lies back. */
	#act(from: number): void {
		this.#closeFormer(['neg', 'plan']);
		if (this.#since) this.#begin('past', from, 'long');
		this.#since = false;
	}
	#affirm({ word, from }: Token): void {
		this.#closeFormer(['neg', 'unc']);
		if (word === '有') this.#closeWeak(from);
	}
	#now({ from, to }: Token): void {
		this.#since = false;
		this.#close(['past', 'family'], from);
		this.#closeFormer(['plan', 'neg']);
		this.#begin('now', to, 'long');
	}

	/** After a comma weak scopes end; others run on until a word ends them. */
	#comma(to: number): void {
		for (const open of [...this.#open]) if (open.cue === 'weak' && open.depth >= this.#depth) this.#end(open, to - 1);
		this.#clause = this.#item = this.#result = to;
	}
	#closeBracket(at: number): void {
		for (const open of [...this.#open]) if (open.depth === this.#depth && this.#depth > 0) this.#end(open, at);
		this.#depth = Math.max(0, this.#depth - 1);
	}
	#begin(kind: ScopeKind, from: number, cue: Open['cue']): void {
		this.#open.push({ kind, from, cue, depth: this.#depth });
	}
	#close(kinds: readonly ScopeKind[], at: number): void {
		for (const open of [...this.#open]) if (kinds.includes(open.kind)) this.#end(open, open.from < this.#clause ? this.#clause : at);
	}
	/** Ends what began in a clause before this one. */
	#closeFormer(kinds: readonly ScopeKind[]): void {
		for (const open of [...this.#open]) if (kinds.includes(open.kind) && open.from < this.#clause) this.#end(open, this.#clause);
	}
	#closeWeak(at: number): void {
		for (const open of [...this.#open]) if (open.kind === 'neg' && open.cue === 'weak' && open.from < at) this.#end(open, at);
	}
	#end(open: Open, at: number): void {
		this.#open.splice(this.#open.indexOf(open), 1);
		this.#push(open.kind, open.from, at);
	}
	#push(kind: ScopeKind, from: number, to: number): void {
		if (to > from) this.#scopes.push({ kind, from, to });
	}
	#endsClause(at: number): boolean {
		return at >= this.end || '。;,!?\n)( '.includes(this.text[at]!) || this.text.startsWith('性大', at) || this.text.startsWith('诊断', at);
	}
	#clauseEnd(at: number): number {
		let next = at;
		while (next < this.end && this.text[next] !== ',') next++;
		return next;
	}
}

/** Commas between figures part nothing: 1,000. */
function isSeparator(text: string, at: number): boolean {
	const unit = text[at]!;
	if (unit === ',') return !(isDigit(text[at - 1]) && isDigit(text[at + 1]));
	return unit === '、' || unit === '(' || unit === ')' || unit === ':';
}
/** The blank before the next number of a list: 1.肺炎 2.肺结核. */
const startsItem = (text: string, at: number): boolean => text[at] === ' ' && isDigit(text[at + 1]) && text[at + 2] === '.' && !isDigit(text[at + 3]);
const isDigit = (unit: string | undefined): boolean => unit !== undefined && unit >= '0' && unit <= '9';
