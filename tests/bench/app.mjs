// What a person feels, on the built app: the longest task of the page's main thread while importing and reviewing (from a trace), peak memory of the
// renderer with its workers, and the time from a click to the evidence on screen.
export async function measureApp() {
	return [];
}
