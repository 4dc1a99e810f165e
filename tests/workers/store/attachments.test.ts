import { expect, it } from 'vitest';
import { MOST_ATTACHMENT_BYTES } from '../../../workers/protocol/register.ts';
import { openTestStore } from './open.ts';

it('an attachment comes back byte for byte, by the digest of its bytes', async () => {
	const { attachments } = await openTestStore();
	const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) & 255);
	const kept = await attachments.put(new File([bytes], '回执.jpg', { type: 'image/jpeg' }));
	expect(kept).toMatchObject({ name: '回执.jpg', type: 'image/jpeg', size: 70_000 });
	const file = await attachments.get(kept.digest);
	expect([file.name, file.type]).toEqual(['回执.jpg', 'image/jpeg']);
	expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
	expect((await attachments.put(new File([bytes], '又一份.jpg'))).digest).toBe(kept.digest);
});
it('a file that is too large is refused whole', async () => {
	const { attachments } = await openTestStore();
	await expect(attachments.put(new File([new Uint8Array(MOST_ATTACHMENT_BYTES + 1)], '大.mp4'))).rejects.toThrow(/^too-large: 大\.mp4/);
});
it('one that is not there is said so', async () => {
	await expect((await openTestStore()).attachments.get('00')).rejects.toThrow(/^not-found/);
});
