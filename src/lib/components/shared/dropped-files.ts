/** Files of a drop, folders included. */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
	const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
	if (entries.length === 0) return [...transfer.files];
	return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry: FileSystemEntry): Promise<File[]> {
	if (entry.isFile) return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	const found: File[] = [];
	for (;;) {
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
		if (part.length === 0) return found;
		found.push(...(await Promise.all(part.map(filesOf))).flat());
	}
}
