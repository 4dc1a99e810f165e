import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { recordedVisit } from './person-items.ts';

/** Code of the institution of a fee line: its visit's, else its own; '' where neither says one. */
export const institutionOf = (stay: Stay, row: Row<'fee'>): string => recordedVisit(stay)?.text('fixmedins_code') || row.text('fixmedins_code');
