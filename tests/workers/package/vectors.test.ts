import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonical, fromBase64, textOf, toBase64, utf8 } from '../../../workers/package/bytes.ts';
import { pae, readEnvelope, writeEnvelope } from '../../../workers/package/dsse.ts';
import { crc32 } from '../../../workers/package/pack.ts';
import { ed25519Signer, keyIdOf, verifySignature } from '../../../workers/package/suites.ts';
import { canonical as independentCanonical } from '../../tools/verify-package.mjs';
import { keyPair } from './fixture.ts';
import { DIGESTS, HEAD } from './vectors/es6-numbers.ts';

const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'hex'));

/** The published sequence: a fixed head, 2,000 neighbours of the smallest normal number, then a chain of SHA-256 read as doubles. */
function* numberSequence(): Generator<bigint> {
	for (const bits of HEAD) yield BigInt(`0x${bits}`);
	for (let i = 0n; i < 2_000n; i++) yield 0x0010000000000000n + i;
	for (let block = createHash('sha256').update(Buffer.alloc(32)).digest(); ; block = createHash('sha256').update(block).digest()) {
		for (let i = 0; i < 4; i++) {
			const value = block.readDoubleLE(i * 8);
			if (value !== 0 && Number.isFinite(value)) yield block.readBigUInt64LE(i * 8);
		}
	}
}

describe('RFC 8785', () => {
	it('writes the first million published numbers', () => {
		const [hash, view] = [createHash('sha256'), new DataView(new ArrayBuffer(8))];
		let [count, lines] = [0, ''];
		for (const bits of numberSequence()) {
			view.setBigUint64(0, bits);
			lines += `${bits.toString(16)},${canonical(view.getFloat64(0))}\n`;
			if (++count % 1_000 !== 0) continue;
			hash.update(lines);
			lines = '';
			if (count in DIGESTS) expect(hash.copy().digest('hex')).toBe(DIGESTS[count as keyof typeof DIGESTS]);
			if (count === 1_000_000) break;
		}
	}, 60_000);
	it.each([
		['0000000000000000', '0'],
		['8000000000000000', '0'],
		['0000000000000001', '5e-324'],
		['8000000000000001', '-5e-324'],
		['7fefffffffffffff', '1.7976931348623157e+308'],
		['ffefffffffffffff', '-1.7976931348623157e+308'],
		['4340000000000000', '9007199254740992'],
		['c340000000000000', '-9007199254740992'],
		['4430000000000000', '295147905179352830000'],
		['44b52d02c7e14af5', '9.999999999999997e+22'],
		['44b52d02c7e14af6', '1e+23'],
		['44b52d02c7e14af7', '1.0000000000000001e+23'],
		['444b1ae4d6e2ef4e', '999999999999999700000'],
		['444b1ae4d6e2ef4f', '999999999999999900000'],
		['444b1ae4d6e2ef50', '1e+21'],
		['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
		['3eb0c6f7a0b5ed8d', '0.000001'],
		['41b3de4355555553', '333333333.3333332'],
		['41b3de4355555554', '333333333.33333325'],
		['41b3de4355555555', '333333333.3333333'],
		['41b3de4355555556', '333333333.3333334'],
		['41b3de4355555557', '333333333.33333343'],
		['becbf647612f3696', '-0.0000033333333333333333'],
		['43143ff3c1cb0959', '1424953923781206.2']
	])('appendix B: %s is %s', (bits, text) => {
		expect(canonical(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
	});
	it('refuses what is no number', () => {
		for (const value of [NaN, Infinity, -Infinity]) expect(() => canonical({ value })).toThrow();
	});
	it('sorts by UTF-16 units and escapes as section 3.2 says, and so does the independent verifier', () => {
		const value = {
			'\u20ac': 'Euro Sign',
			'\r': 'Carriage Return',
			'\ufb33': 'Dalet',
			'1': 'One',
			'\ud83d\ude00': 'Smiley',
			'\u0080': 'Control',
			'\u00f6': 'o'
		};
		const text = '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"o","€":"Euro Sign","😀":"Smiley","\ufb33":"Dalet"}';
		const example = {
			numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
			string: '\u20ac$\u000f\nA\'B"\\\\"/',
			literals: [null, true, false]
		};
		const written = '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}';
		for (const write of [canonical, independentCanonical]) {
			expect(write(value)).toBe(text);
			expect(write(example)).toBe(written);
		}
	});
	it('keeps a column called __proto__ a column', () => {
		const value = JSON.parse('{"b":1,"__proto__":{"x":1}}');
		expect(canonical(value)).toBe('{"__proto__":{"x":1},"b":1}');
		expect(({} as { x?: number }).x).toBeUndefined();
	});
});

describe('DSSE', () => {
	it('encodes the example of the specification', () => {
		expect(textOf(pae('http://example.com/HelloWorld', utf8('hello world')))).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
	});
	it('counts bytes, not characters, and tells type from body', () => {
		expect(textOf(pae('类型', utf8('正文')))).toBe('DSSEv1 6 类型 6 正文');
		expect(textOf(pae('', utf8('')))).toBe('DSSEv1 0  0 ');
		expect(textOf(pae('a', utf8('b c')))).not.toBe(textOf(pae('a 3 b', utf8('c'))));
	});
	it('verifies the ECDSA example of the specification over our encoding', async () => {
		const coordinate = (value: string): string => Buffer.from(BigInt(value).toString(16).padStart(64, '0'), 'hex').toString('base64url');
		const x = coordinate('46950820868899156662930047687818585632848591499744589407958293238635476079160');
		const y = coordinate('5640078356564379163099075877009565129882514886557779369047442380624545832820');
		const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
		const signature = fromBase64('A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==')!;
		const signed = pae('http://example.com/HelloWorld', utf8('hello world'));
		expect(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed)).toBe(true);
	});
	it('reads only the one way to write an envelope', () => {
		const envelope = { payloadType: 't', payload: utf8('{}'), signatures: [{ keyid: 'k', sig: hex('00ff') }] };
		const text = textOf(writeEnvelope(envelope));
		expect(readEnvelope(utf8(text))).toEqual(envelope);
		for (const other of [
			`${text} `,
			text.replace('AP8=', 'AP9='),
			text.replace('AP8=', 'AP8'),
			text.replace(/"signatures":\[.*\]/, '"signatures":[]'),
			'{}',
			'[]',
			'null',
			''
		]) {
			expect(readEnvelope(utf8(other)), other).toBeNull();
		}
	});
});

describe('Ed25519 (RFC 8032, 7.1)', () => {
	const SHA_ABC = 'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f';
	it.each([
		[
			'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
			'',
			'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
		],
		[
			'3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
			'72',
			'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
		],
		[
			'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
			'af82',
			'6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'
		],
		[
			'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
			SHA_ABC,
			'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704'
		]
	])('verifies %s', async (key, message, signature) => {
		expect(await verifySignature('Ed25519', hex(key), hex(signature), hex(message))).toBe(true);
		expect(await verifySignature('Ed25519', hex(key), hex(signature), hex(`${message}00`))).toBe(false);
	});
	it('signs as the vector says, with a key that cannot be taken out', async () => {
		const keys = await keyPair(1);
		const signer = await ed25519Signer('x', keys);
		expect(Buffer.from(signer.publicKey).toString('hex')).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
		expect(Buffer.from(await signer.sign(hex('72'))).toString('hex')).toMatch(/^92a009a9f0d4cab8/);
		expect(keys.privateKey.extractable).toBe(false);
		expect(keyIdOf(signer.publicKey)).toMatch(/^[0-9a-f]{64}$/);
	});
	it('refuses S + L, wrong lengths, and does not know other suites', async () => {
		const key = hex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
		const good = hex(
			'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
		);
		const order = 2n ** 252n + 27742317777372353535851937790883648493n;
		const s = BigInt(`0x${Buffer.from(good.slice(32)).reverse().toString('hex')}`) + order;
		const malleable = Buffer.concat([good.slice(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
		expect(await verifySignature('Ed25519', key, new Uint8Array(malleable), hex(''))).toBe(false);
		expect(await verifySignature('Ed25519', key, good.slice(0, 63), hex(''))).toBe(false);
		expect(await verifySignature('Ed25519', key.slice(1), good, hex(''))).toBe(false);
		expect(await verifySignature('SM2-SM3', key, good, hex(''))).toBeNull();
		expect(await verifySignature('constructor', key, good, hex(''))).toBeNull();
	});
});

describe('small parts', () => {
	it('CRC-32 and base64 are the usual ones', () => {
		expect(crc32(utf8('123456789')).toString(16)).toBe('cbf43926');
		expect(crc32(utf8('6789'), crc32(utf8('12345'))).toString(16)).toBe('cbf43926');
		for (const text of ['', 'f', 'fo', 'foo', '疑点'.repeat(30_000)]) expect(toBase64(utf8(text))).toBe(Buffer.from(text).toString('base64'));
		for (const text of ['Zg', 'Zh==', 'Zg==\n', ' Zg==', 'Zm9_', 'Z']) expect(fromBase64(text), text).toBeNull();
	});
	it('bytes that are no UTF-8 never become text', () => {
		expect(() => textOf(hex('ff'))).toThrow();
		expect(textOf(utf8('\ufeffx'))).toBe('\ufeffx');
	});
});
