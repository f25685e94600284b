import type {AwinResult} from 'awin-sdk';

/** What a call did before each attempt, in a line: `503 · 500 ms backoff · 200`. */
export const attemptsOf = ({meta}: AwinResult): readonly string[] =>
	meta.attempts.map(({status, error, waitedMs, waitedFor}) => {
		const outcome = String(error ?? status);
		return waitedMs === 0 ? outcome : `${waitedMs} ms ${waitedFor.join('+')}: ${outcome}`;
	});
