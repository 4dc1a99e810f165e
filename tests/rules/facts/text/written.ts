import type { ImplantSaid } from '../../../../rules/facts/text/implants.ts';
import { implantsIn } from '../../../../rules/facts/text/implants.ts';
import { incisionOf, incisionsIn } from '../../../../rules/facts/text/incision.ts';
import { quantitiesIn, type Quantity } from '../../../../rules/facts/text/quantities.ts';
import type { Reading } from '../../../../rules/facts/text/reading.ts';
import { sitesIn } from '../../../../rules/facts/text/sites.ts';
import { timesIn, type TimeSaid } from '../../../../rules/facts/text/times.ts';

/** What is read from a text, written as the fixtures write it. */
export const WRITTEN = {
	quantities: ({ text }: Reading) => quantitiesIn(text).map(quantity),
	times: ({ text }: Reading) => timesIn(text).map(time),
	sites: ({ text }: Reading) =>
		sitesIn(text)
			.filter(({ kind }) => kind !== 'part')
			.map(({ code }) => code),
	implants: (reading: Reading) => implantsIn(reading).map(implant),
	incisions: (reading: Reading) => [incisionOf(incisionsIn(reading)) ?? '-'],
	sections: ({ text, sections }: Reading) =>
		sections.filter(({ name }) => name !== '').map(({ name, from }) => `${name} ${text.slice(from).trimStart().slice(0, 2)}`)
} as const;
export type Read = keyof typeof WRITTEN;

const JOINED = { one: '', range: '-', pair: '/', size: '*' } as const;
const quantity = ({ values, form, unit, sense }: Quantity): string =>
	[values.map((value) => value / 10_000).join(JOINED[form]), unit, ...(sense ? [sense] : [])].join(' ');

const two = (value: number): string => String(value).padStart(2, '0');
function time({ year, month, date, minute }: TimeSaid): string {
	const parts = [month, date].filter((part) => part !== null).map(two);
	const day = year !== null ? [year, ...parts].join('-') : month !== null ? `--${parts.join('-')}` : 'T';
	return minute === null ? day : `${day} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const implant = ({ word, count, each, total, removed, status }: ImplantSaid): string =>
	[
		word,
		count ?? '-',
		...(each ? ['each'] : []),
		...(total ? ['total'] : []),
		...(removed ? ['removed'] : []),
		...(status === 'affirmed' ? [] : [status])
	].join(' ');
