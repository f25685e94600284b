/**
 * Splits text that comes in pieces into lines, without their line feeds. A line that is longer than `maxLength` is
 * returned as soon as it is, so that no more of it is kept.
 */
export const lineSplitter = (
	maxLength: number,
): ((piece: string, isLast: boolean) => readonly string[]) => {
	let rest = '';
	return (piece, isLast) => {
		const lines: string[] = [];
		let start = 0;
		for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
			lines.push(rest + piece.slice(start, end));
			rest = '';
			start = end + 1;
		}
		rest += piece.slice(start);
		if ((isLast && rest !== '') || rest.length > maxLength) lines.push(rest);
		return lines;
	};
};
