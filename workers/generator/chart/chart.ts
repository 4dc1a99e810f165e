import type { Item } from '../catalogue/item.ts';
import { EXAMS, LABS, type Analyte, type ExamName, type LabName } from '../catalogue/diagnostics.ts';
import type { Institution } from '../catalogue/places.ts';
import type { Profile } from '../catalogue/profiles.ts';
import { fenOf, share, type Micro } from '../money.ts';
import type { Random } from '../random.ts';
import type {
	AnaesthesiaRow,
	DeviceRow,
	DiagnosisRow,
	DocumentRow,
	EarlierVisit,
	ExamRow,
	ImplantRow,
	LabRow,
	Line,
	NursingRow,
	OperationRow,
	Order,
	Person
} from './model.ts';

export interface ChargeOptions {
	readonly order?: string;
	readonly price?: Micro;
	readonly takenHome?: boolean;
	readonly daysOfSupply?: number;
	readonly maternity?: boolean;
	readonly selfPaid?: boolean;
	readonly dept?: string;
}
export interface OrderOptions {
	readonly code?: string;
	readonly name?: string;
	readonly dose?: string;
	readonly freq?: string;
	readonly way?: string;
	readonly days?: number;
	readonly stop?: number;
}
export interface VisitHead {
	readonly id: string;
	readonly person: Person;
	readonly place: Institution;
	readonly profile: Profile;
	readonly doctor: string;
	readonly begin: number;
	readonly end: number;
	/** 医疗类别. */
	readonly kind: string;
	readonly stayNo: string;
}

/**
 * The whole record of one visit while it is being written: charges keep their exact amounts, and every order, report and
 * note that a charge needs is made beside it.
 */
export class Chart {
	readonly lines: Line[] = [];
	readonly orders: Order[] = [];
	readonly labs: LabRow[] = [];
	readonly exams: ExamRow[] = [];
	readonly nursing: NursingRow[] = [];
	readonly documents: DocumentRow[] = [];
	readonly operations: OperationRow[] = [];
	readonly anaesthesia: AnaesthesiaRow[] = [];
	readonly devices: DeviceRow[] = [];
	readonly implants: ImplantRow[] = [];
	readonly diagnoses: DiagnosisRow[] = [];
	readonly earlier: EarlierVisit[] = [];
	leaving = '1';
	died: number | null = null;
	referredFrom = '';
	plannedReturn = '';
	leavingDept: string;
	#reports = 0;

	constructor(
		readonly head: VisitHead,
		readonly random: Random
	) {
		this.leavingDept = head.profile.dept;
		this.diagnoses.push({ code: head.profile.code, name: head.profile.name, main: true });
	}

	get inpatient(): boolean {
		return INPATIENT.has(this.head.kind);
	}

	/** What this hospital asks for an item: drugs cost the same everywhere, services follow its level. */
	priceOf(item: Item): Micro {
		return item.list === '201' ? Math.round((item.limit * this.head.place.factor) / 1e4) * 1e4 : item.limit;
	}

	charge(item: Item, at: number, cnt: number, options: ChargeOptions = {}): Line {
		const price = options.price ?? this.priceOf(item);
		const line: Line = {
			sn: `${this.head.id}${this.#serial()}`,
			refundOf: '',
			item,
			order: options.order ?? '',
			dept: options.dept ?? this.head.profile.dept,
			doctor: this.head.doctor,
			takenHome: options.takenHome ?? false,
			daysOfSupply: options.daysOfSupply ?? 0,
			maternity: options.maternity ?? false,
			at,
			cnt,
			price,
			fen: fenOf(price, cnt),
			scope: 0,
			first: 0,
			own: 0
		};
		divide(line, options.selfPaid ?? item.level === '03');
		this.lines.push(line);
		return line;
	}

	/** Returns an original line in part or as a whole; the parts of the amount follow the share returned. */
	refund(original: Line, at: number, cnt = original.cnt): Line {
		const whole = cnt === original.cnt;
		const line: Line = { ...original, sn: `${this.head.id}${this.#serial()}`, refundOf: original.sn, at, cnt: -cnt };
		line.fen = whole ? -original.fen : -fenOf(original.price, cnt);
		divide(line, original.own > 0);
		if (whole) Object.assign(line, { scope: -original.scope, first: -original.first, own: -original.own });
		this.lines.push(line);
		return line;
	}

	order(kind: Order['kind'], text: string, begin: number, options: OrderOptions = {}): string {
		const no = `${this.head.id}${kind === '长期' ? 'L' : 'T'}${this.orders.length + 1}`;
		this.orders.push({
			no,
			kind,
			text,
			begin,
			stop: options.stop ?? null,
			name: options.name ?? text,
			code: options.code ?? '',
			dose: options.dose ?? '',
			freq: options.freq ?? '',
			way: options.way ?? '',
			days: options.days ?? 0,
			dept: this.head.profile.dept,
			doctor: this.head.doctor
		});
		return no;
	}

	/** Orders one item for once. */
	orderItem(item: Item, begin: number, options: OrderOptions = {}): string {
		return this.order('临时', item.localName, begin, { code: item.localCode, ...options });
	}

	/** A laboratory item: charged, and reported two hours later unless told otherwise. */
	lab(name: LabName, at: number, order: string, reported = true): Line {
		const test = LABS[name];
		const line = this.charge(test.item, at, 1, { order });
		if (reported) {
			const report = this.reportNo('J');
			const done = Math.min(at + 120, this.head.end);
			for (const analyte of test.analytes) this.labs.push(labRow(this.random, report, done, test.report, analyte));
		}
		return line;
	}

	/** An examination: charged, and reported unless told otherwise. */
	exam(name: ExamName, at: number, order: string, reported = true): Line {
		const test = EXAMS[name];
		const line = this.charge(test.item, at, 1, { order });
		if (reported) {
			const [, , , finding] = this.head.profile.words;
			const heart = name === '常规心电图检查' || name === '心脏彩色多普勒超声';
			this.exams.push({
				report: this.reportNo('C'),
				at,
				kind: test.kind,
				part: heart ? '心脏' : this.head.profile.part,
				name: test.item.name,
				films: test.films,
				finding: name === '常规心电图检查' ? '窦性心律，电轴不偏' : heart ? '各房室腔径线测量如上，瓣膜活动可' : finding,
				conclusion: heart ? '请结合临床' : `${finding}，请结合临床`
			});
		}
		return line;
	}

	/** Changes the quantity or the price of a line that stands, and its amounts with it. */
	resize(line: Line, cnt: number, price = line.price): void {
		Object.assign(line, { cnt, price, fen: fenOf(price, cnt) });
		divide(line, line.own > 0);
	}

	write(kind: string, at: number, text: string, author = this.head.doctor): void {
		this.documents.push({ kind, at, author, text });
	}

	reportNo(prefix: string): string {
		return `${prefix}${this.head.id}${String(++this.#reports).padStart(3, '0')}`;
	}

	#serial(): string {
		return String(this.lines.length + 1).padStart(4, '0');
	}
}

/** 普通住院, 急诊住院, 日间手术, 生育住院. */
const INPATIENT = new Set(['21', '210104', '28', '52']);
/** Share that a patient pays first on items of 乙类. */
export const FIRST_SHARE = 0.1;

/** Divides an amount into what is in scope, paid first, and wholly self-paid. */
export const divide = (line: Line, selfPaid: boolean): void => {
	line.first = selfPaid || line.item.level !== '02' ? 0 : share(line.fen, FIRST_SHARE);
	line.own = selfPaid ? line.fen : 0;
	line.scope = line.fen - line.first - line.own;
};

const labRow = (random: Random, report: string, at: number, sheet: string, analyte: Analyte): LabRow => {
	const width = analyte.high - analyte.low;
	const value = Math.max(analyte.low + width * (random.unit() * 1.3 - 0.1), 0);
	const flag = value > analyte.high ? '偏高' : value < analyte.low ? '偏低' : '正常';
	return {
		report,
		at,
		sheet,
		name: analyte.name,
		value: value.toFixed(analyte.digits),
		unit: analyte.unit,
		range: `${analyte.low}-${analyte.high}`,
		flag
	};
};
