import type {AwinResult} from 'awin-sdk';

/** Returns the outcome of each attempt and the wait before it, such as `503` and `500 ms backoff: 200`. */
export const attemptsOf = ({meta}: AwinResult): readonly string[] =>
	meta.attempts.map(({status, error, waitedMs, waitedFor}) => {
		const outcome = String(error ?? status);
		return waitedMs === 0 ? outcome : `${waitedMs} ms ${waitedFor.join('+')}: ${outcome}`;
	});
