import { createCatalogue, POINT_SCALE, type Catalogue, type DipEntry } from '../../../rules/dip/catalogue.ts';
import type { DipCase } from '../../../rules/dip/case.ts';

/** A line `code points [mean cost 元]` an entry. */
export function entries(text: string): DipEntry[] {
	return text
		.trim()
		.split('\n')
		.map((line) => {
			const [code, points, mean] = line.trim().split(/\s+/);
			return {
				code: code!,
				name: code!,
				points: Math.round(Number(points) * POINT_SCALE),
				meanCost: mean === undefined ? null : Math.round(Number(mean) * 100),
				meanDays: null
			};
		});
}

export function catalogue(text: string): Catalogue {
	const reading = createCatalogue(entries(text));
	if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
	return reading.catalogue;
}

/** `diagnosis procedure procedure…`, and the cost in 元. */
export function dipCase(text: string, cost: number | null = null): DipCase {
	const [mainDiagnosis = '', ...procedures] = text.trim().split(/\s+/);
	return { mainDiagnosis, procedures, cost: cost === null ? null : Math.round(cost * 100) };
}
