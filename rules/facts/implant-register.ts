import type { Missing } from '../domain/finding.ts';
import { proRata, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { chargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { groupBy } from './group.ts';
import { coreName } from './item-core.ts';
import { namesOf, namesOfKey } from './item-names.ts';
import { itemSet } from './item-rows.ts';
import { normalized } from './memo.ts';
import { operationNotes } from './text/operation-notes.ts';

/** Names of devices that hospitals keep a register of (植入类高值耗材); general knowledge. What is only used (导管, 缝线) is mostly not in it. */
const DEVICE =
	/支架|螺钉|接骨板|钢板|髓内钉|融合器|假体|起搏器|封堵器|弹簧圈|滤器|锚钉|连接棒|钛网|人工(关节|股骨|髋|膝|椎体|晶体|晶状体|血管|瓣膜)|机械瓣|生物瓣|除颤器/;
/** An operation or service is no device, though named after one: 支架植入术. */
const SERVICE = /术|费$|检查|治疗|加收|监测|调试|程控/;
const isDevice = (names: readonly string[]): boolean => names.some((name) => DEVICE.test(name)) && !names.some((name) => SERVICE.test(name));

/** Visits with a fee line that names such a device. */
export const visitsWithDevice = itemSet((key, { batch }) => isDevice(namesOfKey(key, batch))).visits;

/** Devices of one name charged in a stay, with the rows of the register (高值耗材登记) that may be of them. */
export interface Registered {
	readonly name: string;
	readonly charges: readonly Charge[];
	readonly rows: readonly Row<'implant'>[];
}

/** Whether two names may be of one thing: the same without brackets and sizes, or one a part of the other. */
export function alike(a: string, b: string): boolean {
	const [one, other] = [coreName(a), coreName(b)];
	return one !== '' && other !== '' && (one.includes(other) || other.includes(one));
}

/** Devices charged in a stay by name; lines of another category than material are none. */
export function registeredDevices(stay: Stay<'fee' | 'implant'>): Registered[] {
	const lines = stay.fact(charges).net.filter(({ row }) => {
		const kind = chargeKind(row);
		return (kind === null || kind === 'material') && isDevice(namesOf(row));
	});
	if (lines.length === 0) return [];
	const register = stay.rows('implant');
	return [...groupBy(lines, ({ row }) => coreName(namesOf(row)[0]!))].map(([name, own]) => ({
		name,
		charges: own,
		rows: register.filter((row) => own.some((charge) => namesOf(charge.row).some((other) => alike(other, row.text('name')))))
	}));
}

/** One row may stand for several pieces: its package must say how many. */
const SET = /系统|套|组件|组合/;

/** Pieces that the register has, 1/10 000; null with what is missing. */
export function piecesOf(rows: readonly Row<'implant'>[]): { pieces: number | null; sources: Source[]; missing: Missing | null } {
	let pieces = 0;
	const sources: Source[] = [];
	for (const row of rows) {
		const [count, packed] = [row.number('cnt'), row.number('package_count')];
		if (count === null) return { pieces: null, sources: [], missing: { kind: 'value', what: 'implant.cnt' } };
		const isSet = SET.test(row.text('name') + row.text('spec'));
		if (packed === null && isSet) return { pieces: null, sources: [], missing: { kind: 'value', what: 'implant.package_count' } };
		pieces += packed === null ? count : proRata(count, packed, QUANTITY_SCALE);
		sources.push({ row, field: 'cnt' });
	}
	return { pieces, sources, missing: null };
}

/**
 * Pieces of a device that the operation notes say were put in, 1/10 000, with their places; null where a note names it without a count, or a count for each of
 * several sites, or none names it. A count told twice is counted twice: the error is for the hospital.
 */
export function piecesNoted(stay: Stay<never>, name: string): { pieces: number | null; sources: Source[] } {
	const said = stay
		.fact(operationNotes)
		.flatMap(({ implants }) => implants)
		.filter(({ word, removed, status }) => status === 'affirmed' && !removed && alike(word, name));
	const isKnown = said.length > 0 && said.every(({ count, each }) => count !== null && !each);
	return { pieces: isKnown ? said.reduce((sum, { count }) => sum + count! * QUANTITY_SCALE, 0) : null, sources: said.map(({ source }) => source) };
}

const COMPANY = /(股份)?有限(责任)?公司|集团|公司|\([^()]*\)|[\s·.,，]/g;
/** A maker (生产厂家) as it is compared: without the words of its legal form and place. */
const maker = (text: string): string => normalized(text).replace(COMPANY, '');

/** Whether two entries may say one maker: the same, or one a part of the other. */
export function sameMaker(a: string, b: string): boolean {
	const [one, other] = [maker(a), maker(b)];
	return one !== '' && other !== '' && (one.includes(other) || other.includes(one));
}
