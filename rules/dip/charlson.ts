import { foldCode } from './notation.ts';

/** A disease of the Charlson index by the beginnings of its ICD-10 codes. `unless`: a graver form of the same disease that counts instead. */
interface Comorbidity {
	readonly id: string;
	readonly weight: number;
	readonly codes: readonly string[];
	readonly unless?: string;
}

/** Weights and codes as in the ICD-10 coding algorithm of Quan et al. 2005, set down from memory: unverified, and so is every band over them. */
const COMORBIDITIES: readonly Comorbidity[] = (
	[
		['myocardial-infarction', 1, 'I21 I22 I25.2'],
		['heart-failure', 1, 'I09.9 I11.0 I13.0 I13.2 I25.5 I42.0 I42.5 I42.6 I42.7 I42.8 I42.9 I43 I50 P29.0'],
		['peripheral-vascular', 1, 'I70 I71 I73.1 I73.8 I73.9 I77.1 I79.0 I79.2 K55.1 K55.8 K55.9 Z95.8 Z95.9'],
		['cerebrovascular', 1, 'G45 G46 H34.0 I60 I61 I62 I63 I64 I65 I66 I67 I68 I69'],
		['dementia', 1, 'F00 F01 F02 F03 F05.1 G30 G31.1'],
		['chronic-lung', 1, 'I27.8 I27.9 J40 J41 J42 J43 J44 J45 J46 J47 J60 J61 J62 J63 J64 J65 J66 J67 J68.4 J70.1 J70.3'],
		['rheumatic', 1, 'M05 M06 M31.5 M32 M33 M34 M35.1 M35.3 M36.0'],
		['peptic-ulcer', 1, 'K25 K26 K27 K28'],
		['mild-liver', 1, 'B18 K70.0 K70.1 K70.2 K70.3 K70.9 K71.3 K71.4 K71.5 K71.7 K73 K74 K76.0 K76.2 K76.3 K76.4 K76.8 K76.9 Z94.4', 'severe-liver'],
		['diabetes', 1, 'E10.0 E10.1 E10.6 E10.8 E10.9 E11.0 E11.1 E11.6 E11.8 E11.9 E14.0 E14.1 E14.6 E14.8 E14.9', 'diabetes-with-damage'],
		['diabetes-with-damage', 2, 'E10.2 E10.3 E10.4 E10.5 E10.7 E11.2 E11.3 E11.4 E11.5 E11.7 E14.2 E14.3 E14.4 E14.5 E14.7'],
		['paralysis', 2, 'G04.1 G11.4 G80.1 G80.2 G81 G82 G83.0 G83.1 G83.2 G83.3 G83.4 G83.9'],
		['kidney', 2, 'I12.0 I13.1 N03 N05 N18 N19 N25.0 Z49.0 Z49.1 Z49.2 Z94.0 Z99.2'],
		['cancer', 2, `C0 C1 C20 C21 C22 C23 C24 C25 C26 C3 C40 C41 C43 C45 C46 C47 C48 C49 C5 C6 C70 C71 C72 C73 C74 C75 C76 C8 C9`, 'metastasis'],
		['severe-liver', 3, 'I85.0 I85.9 I86.4 I98.2 K70.4 K71.1 K72.1 K72.9 K76.5 K76.6 K76.7'],
		['metastasis', 6, 'C77 C78 C79 C80'],
		['aids', 6, 'B20 B21 B22 B24']
	] as const
).map(([id, weight, codes, unless]) => ({ id, weight, codes: codes.split(' '), ...(unless ? { unless } : {}) }));

/** Charlson comorbidity index (CCI) of diagnosis codes: each disease once, the graver form instead of the milder. */
export function charlsonIndex(diagnoses: readonly string[]): { readonly score: number; readonly diseases: readonly string[] } {
	const codes = diagnoses.map(foldCode);
	const has = new Set(
		COMORBIDITIES.filter((disease) => codes.some((code) => disease.codes.some((prefix) => code.startsWith(prefix)))).map(({ id }) => id)
	);
	const counted = COMORBIDITIES.filter(({ id, unless }) => has.has(id) && !(unless && has.has(unless)));
	return { score: counted.reduce((sum, { weight }) => sum + weight, 0), diseases: counted.map(({ id }) => id) };
}
