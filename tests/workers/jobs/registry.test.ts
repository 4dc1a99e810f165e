import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ruleBase, ruleCards } from '../../../workers/jobs/registry.ts';

it('the rule base is named by its sorted sources, and by nothing else', () => {
	const root = new URL('../../../rules/', import.meta.url);
	const hash = createHash('sha256');
	const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.ts'))
		.sort();
	for (const path of paths)
		hash
			.update(`${path}\0`)
			.update(readFileSync(new URL(path, root)))
			.update('\0');
	expect(ruleBase().digest).toBe(hash.digest('hex'));
});

it('rules cross to the page as plain data, by dimension and id', () => {
	const cards = ruleCards(ruleBase().registry, []);
	expect(structuredClone(cards)).toEqual(cards);
	expect(cards.map((card) => card.id)).toContain('bed-days-over-stay');
	const order = cards.map((card) => `${['compliance', 'clinical', 'dip', 'fraud'].indexOf(card.dimension)} ${card.id}`);
	expect(order).toEqual([...order].sort());
});
