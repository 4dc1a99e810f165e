import { CsvScanner } from '../../ingest/csv-scanner.ts';
import type { TrainingTruth } from '../../protocol/training.ts';
import { Fault } from '../../store/index.ts';

const COLUMNS = ['problem', 'kind', 'mdtrt_id', 'feedetl_sn', 'expected_amount_fen', 'note'] as const;
const COMMA = 0x2c;

/** Reads the generator's answer key (truth.csv). @throws Fault bad-training-file where it is none */
export function readTruths(bytes: Uint8Array): TrainingTruth[] {
	const scanner = new CsvScanner(COMMA);
	scanner.push(bytes, true);
	const heading = scanner.nextRow()?.cells ?? [];
	if (COLUMNS.some((name, i) => heading[i] !== name)) throw new Fault('bad-training-file', heading.join(','));
	const truths: TrainingTruth[] = [];
	for (let row = scanner.nextRow(); row; row = scanner.nextRow()) {
		const [problem = '', kind, visit = '', , amount = '', note = ''] = row.cells;
		if (kind !== 'planted' && kind !== 'look-alike') throw new Fault('bad-training-file', `line ${row.line}`);
		truths.push({ problem, kind, visit, amount: amount === '' ? null : Number(amount), note });
	}
	return truths;
}
