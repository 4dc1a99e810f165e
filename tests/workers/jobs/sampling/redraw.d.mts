export function redraw(frameBytes: Buffer, recordText: string): string[];
