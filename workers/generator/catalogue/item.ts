import { micro, type Micro } from '../money.ts';

/** 医疗收费项目类别, national codes. */
export type ChargeType = '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10' | '11' | '12' | '13' | '14';
/** 目录类别: 101 western drug, 102 Chinese patent drug, 201 service, 301 consumable. */
export type ListType = '101' | '102' | '201' | '301';
/** 收费项目等级: 甲类, 乙类, 丙类 (paid by the patient). */
export type Level = '01' | '02' | '03';

/** An item that can be charged (项目, 药品, 耗材). */
export interface Item {
	readonly code: string;
	readonly name: string;
	readonly localCode: string;
	readonly localName: string;
	readonly list: ListType;
	readonly charge: ChargeType;
	readonly level: Level;
	readonly spec: string;
	readonly unit: string;
	/** Highest price (定价上限); hospitals of lower levels charge services below it. */
	readonly limit: Micro;
	/** The cells that are the same on every line of the item, joined once. */
	readonly cells: string;
}

/** Code, specification, unit, price in yuan, level. */
export type DrugRow = readonly [code: string, spec: string, unit: string, price: number, level: Level];
/** Code, charge category, unit, price in yuan, level when not 甲类, local name when it differs. */
export type ServiceRow = readonly [code: string, charge: ChargeType, unit: string, price: number, level?: Level, local?: string];

const build = (part: Omit<Item, 'cells'>): Item => {
	const cells = [
		part.code, part.name, part.localCode, part.localName, part.list, part.charge, part.level, part.spec, part.unit
	].join(',');
	return { ...part, cells };
};

/** The same item under a code of its own, as a hospital that buys it from another maker has it. */
export const underCode = (item: Item, localCode: string): Item => build({ ...item, localCode });

/** The same keys with other values. */
export const mapOf = <K extends string, R, V>(rows: Readonly<Record<K, R>>, one: (name: K, row: R, place: number) => V): Readonly<Record<K, V>> =>
	Object.fromEntries((Object.entries(rows) as [K, R][]).map(([name, row], i) => [name, one(name, row, i + 1)])) as Record<K, V>;

/** The hospital's own code: letters of the table and the row's place in it, so that no host can number otherwise. */
const localOf = (table: string, place: number): string => `${table}${String(place).padStart(3, '0')}`;

export const drugItems = <K extends string>(table: string, rows: Readonly<Record<K, DrugRow>>): Readonly<Record<K, Item>> =>
	mapOf(rows, (name, [code, spec, unit, price, level], place) => {
		const patent = code.startsWith('Z');
		return build({
			code, name, localCode: localOf(table, place), localName: name, list: patent ? '102' : '101', charge: patent ? '11' : '09', level, spec, unit,
			limit: micro(price)
		});
	});

export const serviceItems = <K extends string>(table: string, rows: Readonly<Record<K, ServiceRow>>): Readonly<Record<K, Item>> =>
	mapOf(rows, (name, [code, charge, unit, price, level = '01', local = name], place) =>
		build({
			code, name, localCode: localOf(table, place), localName: local, list: charge === '08' ? '301' : '201', charge, level, spec: '', unit,
			limit: micro(price)
		})
	);
