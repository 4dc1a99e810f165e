import { normalizeCode } from './codes.ts';
import type { PointFault } from './descriptor.ts';
import { packDigest } from './digest.ts';
import { normalizeName } from './names.ts';
import { Overlaps } from './overlaps.ts';
import type { KnowledgePack, KnowledgePoint } from './pack.ts';
import type { KnowledgeProblem } from './problem.ts';
import { optional, PACK_LIMITS, text, type FieldRules } from './field-rules.ts';
import { checkRecord, isRecord, ProblemList } from './fields.ts';
import { BASE_FIELDS, PACK_FIELDS, parametersOf } from './schema.ts';
import { descriptorOf, isKnowledgeTable, type KnowledgeTableId } from './tables/index.ts';
import { isDated } from './validity.ts';

export type ValidatedPack =
	{ readonly ok: true; readonly pack: KnowledgePack } | { readonly ok: false; readonly problems: readonly KnowledgeProblem[] };

const TITLE = { zh: text(), en: text() };
const SOURCE = { title: text(), notice: optional(text()) };

/**
 * Checks an untrusted pack (核验知识包) that came out of `JSON.parse`: every field known and of its kind, sizes bounded, digest right.
 * Nothing is repaired; problems name their place.
 */
export function validatePack(value: unknown): ValidatedPack {
	const problems = new ProblemList(PACK_LIMITS.problems);
	if (!isRecord(value)) {
		problems.add('not-object', '', '知识包必须是一个 JSON 对象。', 'The pack must be a JSON object.');
		return { ok: false, problems: problems.list };
	}
	checkRecord(value, '', PACK_FIELDS, ['title', 'source', 'points'], problems);
	checkNested(value, 'title', TITLE, problems);
	checkNested(value, 'source', SOURCE, problems);
	checkPoints(value['points'], problems);
	if (problems.list.length > 0) return { ok: false, problems: problems.list };
	const pack = value as unknown as KnowledgePack;
	if (packDigest(pack) !== pack.digest) {
		problems.add(
			'digest',
			'digest',
			'摘要与内容不符：文件在封存之后被改动过。',
			'The digest does not fit the content: the file was changed after it was sealed.'
		);
		return { ok: false, problems: problems.list };
	}
	return { ok: true, pack };
}

function checkPoints(points: unknown, problems: ProblemList): void {
	if (!Array.isArray(points)) {
		problems.add('not-array', 'points', '“points”必须是数组。', '"points" must be an array.');
		return;
	}
	if (points.length > PACK_LIMITS.points) {
		const most = String(PACK_LIMITS.points);
		problems.add('too-many', 'points', `知识点超过上限 ${most} 条。`, `There are more than ${most} points.`);
		return;
	}
	const ids = new Set<string>();
	const overlaps = new Overlaps();
	for (let at = 0; at < points.length && !problems.full; at++) {
		const before = problems.list.length;
		checkPoint(points[at], `points[${at}]`, ids, problems);
		if (problems.list.length === before) checkDays(points[at] as KnowledgePoint, `points[${at}]`, overlaps, problems);
	}
}

function checkDays(point: KnowledgePoint, place: string, overlaps: Overlaps, problems: ProblemList): void {
	const other = isDated(point) ? overlaps.add(point) : null;
	if (!other) return;
	const [zh, en] = [`${place} 的有效期与“${other.id}”重叠。`, `The days of ${place} overlap with those of ${other.id}.`];
	problems.add('overlapping-dates', place, zh, en);
}

/** Checks one point; `ids` are those of the points before it. */
export function checkPoint(point: unknown, place: string, ids: Set<string>, problems: ProblemList): void {
	if (!isRecord(point)) {
		problems.add('not-object', place, `${place} 必须是对象。`, `${place} must be an object.`);
		return;
	}
	const table = point['table'];
	if (typeof table !== 'string' || !isKnowledgeTable(table)) {
		problems.add('table', `${place}.table`, `${place}.table 不是已知的知识表。`, `${place}.table is no table that we know.`);
		return;
	}
	const descriptor = descriptorOf(table);
	const before = problems.list.length;
	checkRecord(point, place, { ...BASE_FIELDS, ...descriptor.fields }, ['table', 'got'], problems);
	if (problems.list.length > before) return;
	checkGot(point, place, table, problems);
	const id = `${table}|${String(point['id'])}`;
	if (ids.has(id)) problems.add('duplicate', `${place}.id`, `${place}.id 在同一知识表中重复。`, `${place}.id stands twice in its table.`);
	ids.add(id);
	for (const fault of [descriptor.fault?.(point), datesFault(point), pairFault(point)])
		if (fault) problems.add(fault.id, place, `${place} ${fault.zh}。`, `${place} ${fault.en}.`);
}

/** Days in the order of the calendar compare as texts. */
function datesFault({ from, to }: Record<string, unknown>): PointFault | null {
	return typeof from === 'string' && typeof to === 'string' && from > to
		? { id: 'dates', zh: '的停用日期早于启用日期', en: 'ends before it begins' }
		: null;
}

function pairFault(point: Record<string, unknown>): PointFault | null {
	if (typeof point['subName'] !== 'string') return null;
	const codes = new Set((point['codes'] as string[]).map(normalizeCode));
	const same = normalizeName(point['name'] as string) === normalizeName(point['subName']);
	return same || (point['subCodes'] as string[]).some((code) => codes.has(normalizeCode(code)))
		? { id: 'pair-with-itself', zh: '的两个项目是同一个', en: 'pairs an item with itself' }
		: null;
}

/** Every parameter must say how it was got: without that, a guess would look like the notice. */
function checkGot(point: Record<string, unknown>, place: string, table: KnowledgeTableId, problems: ProblemList): void {
	const got = point['got'];
	const where = `${place}.got`;
	if (!isRecord(got) || Object.keys(got).length > 16) {
		problems.add('got', where, `${where} 必须逐项说明参数来源。`, `${where} must say how each parameter was got.`);
		return;
	}
	for (const name of parametersOf(table)) {
		if (point[name] !== undefined && !Object.hasOwn(got, name)) {
			problems.add('got', `${where}.${name}`, `${where} 未说明“${name}”的来源。`, `${where} does not say how "${name}" was got.`);
		}
	}
	for (const [name, how] of Object.entries(got)) {
		const by = isRecord(how) ? how['by'] : undefined;
		const fits = isRecord(how) && (by === 'column' || by === 'text' || by === 'human') && typeof how['verified'] === 'boolean';
		if (/^[A-Za-z]{1,32}$/u.test(name) && fits && Object.keys(how).length === 2) continue;
		problems.add('got', where, `${where} 中有一项格式不对。`, `An entry of ${where} is not { by, verified }.`);
	}
}

function checkNested(value: Record<string, unknown>, name: string, rules: FieldRules, problems: ProblemList): void {
	const nested = value[name];
	if (isRecord(nested)) checkRecord(nested, name, rules, [], problems);
	else problems.add('not-object', name, `“${name}”必须是对象。`, `"${name}" must be an object.`);
}
