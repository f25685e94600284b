import {data, isRecord, misfit, type Read} from '../read/read.ts';
import {openEnvelope, rowsOf} from '../read/roots.ts';
import type {LinkBatchItem, LinkGenerateBatchParams} from './link-generate-batch.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
	isRecord(value) ? value : {};

/* Not `Number` of anything: an object of JSON can have a `toString` that is no function. */
const idIn = (value: unknown): number =>
	typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;

/* What names a request. Awin may send `null` for what was left out. */
const keyOf = (request: unknown): string => {
	const own = recordOf(request);
	const parameters = Object.entries(recordOf(own['parameters']))
		.filter(([, value]) => typeof value === 'string')
		.map(([name, value]) => `${name}=${text(value)}`)
		.sort();
	return JSON.stringify([idIn(own['advertiserId']), text(own['destinationUrl']), parameters]);
};

/*
 * The answers in the order of the requests. Awin does not say that they have the same order, but each one repeats its
 * request. An answer that repeats none of them, as in a sample of the documentation, is for the first request that is
 * left.
 */
const inOrder = (
	answers: readonly Record<string, unknown>[],
	requests: LinkGenerateBatchParams,
): readonly (Record<string, unknown> | undefined)[] => {
	const byKey = new Map<string, Record<string, unknown>[]>();
	for (const answer of answers) {
		const key = keyOf(answer['request']);
		byKey.set(key, [...(byKey.get(key) ?? []), answer]);
	}
	const own = requests.map((request) => byKey.get(keyOf(request))?.shift());
	const others = answers.filter((answer) => !own.includes(answer));
	return own.map((answer) => answer ?? others.shift());
};

/** Reads `{responses: [{status, body, request}]}`: one item for each request, in the order of the requests. */
export const readLinkBatch: Read<LinkBatchItem[], {readonly requests: LinkGenerateBatchParams}> = (
	body,
	{requests},
) => {
	const root = openEnvelope(body);
	const rows = rowsOf<Record<string, unknown>>(
		isRecord(root) ? root['responses'] : root,
		isRecord(root) ? ['responses'] : [],
	);
	if (rows.type !== 'data') return rows;
	if (rows.data.length !== requests.length) {
		return misfit(`must have ${requests.length} items, but it has ${rows.data.length}`, [
			'responses',
		]);
	}
	const answers = inOrder(rows.data, requests);
	return data(requests.map((request, index) => toItem(request, answers[index])));
};

const toItem = (
	request: LinkGenerateBatchParams[number],
	answer: Readonly<Record<string, unknown>> | undefined,
): LinkBatchItem => {
	const {status, body} = {status: undefined, body: undefined, ...answer};
	const url = text(recordOf(body)['url']);
	if (url !== '') return {ok: true, request, data: {url}};
	return {
		ok: false,
		request,
		status: typeof status === 'number' ? status : 0,
		description: text(recordOf(body)['description']),
	};
};
