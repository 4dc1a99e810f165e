import type { Dictionary } from '../../rules/domain/columns.ts';
import type { DictionaryData } from '../protocol/batch.ts';

/** A dictionary at rest as the rules read it: texts are decoded when first asked for. */
export function dictionaryOf(data: DictionaryData): Dictionary {
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	const size = data.offsets.length - 1;
	const texts: (string | undefined)[] = new Array<string | undefined>(size);
	let codes: Map<string, number> | null = null;
	const text = (code: number): string => {
		if (code < 0 || code >= size) return '';
		return (texts[code] ??= decoder.decode(data.bytes.subarray(data.offsets[code]!, data.offsets[code + 1]!)));
	};
	return {
		size,
		text,
		code(value) {
			codes ??= new Map(Array.from({ length: size }, (_, code) => [text(code), code] as const));
			return codes.get(value) ?? 0;
		}
	};
}
