/** Text as GB18030 bytes: the decoder of the platform turned round, for characters of one or two bytes. */
const decoder = new TextDecoder('gb18030');
const table = new Map<string, readonly [number, number]>();
for (let lead = 0x81; lead <= 0xfe; lead++) {
	for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) table.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
}

export function gb18030(text: string): Buffer {
	const bytes: number[] = [];
	for (const character of text) {
		const pair = table.get(character);
		if (character.charCodeAt(0) < 0x80) bytes.push(character.charCodeAt(0));
		else if (pair) bytes.push(...pair);
		else throw new Error(`no two bytes for ${character}`);
	}
	return Buffer.from(bytes);
}
