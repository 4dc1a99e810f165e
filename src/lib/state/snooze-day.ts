/** Days of a snooze (暂缓), yyyy-MM-dd in the zone of this machine: the reviewer's own calendar. */

export function today(now = new Date()): string {
	return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Why a day cannot be one to come back on: it is none, or it is not after today. */
export function snoozeFault(until: string, now: string): 'no-day' | 'past' | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(`${until}T00:00:00Z`))) return 'no-day';
	return until <= now ? 'past' : null;
}
