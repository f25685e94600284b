import type {AwinClientOptions, JobProgress, ValidationsWaitOptions} from 'awin-sdk';
import {awinClient} from '../../helpers/awin-client.ts';
import {virtualClock} from '../../helpers/virtual-clock.ts';

/** What the server does with one poll. */
export type Poll =
	| {readonly status?: number; readonly body?: unknown; readonly headers?: Record<string, string>}
	| 'resets'
	| 'stalls';

/** A job that runs. */
export const running = {body: {jobId: 'a', status: 'RUNNING', completionDate: null}};
/** A job that is done. */
export const done = {
	body: {jobId: 'a', status: 'DONE', transactions: 2, errors: 0, failedTransactions: []},
};

/** A server that handles each poll with the next step, and repeats the last one. */
export const server = (
	polls: readonly Poll[],
	options: Partial<AwinClientOptions> = {},
	now?: () => number,
) => {
	const clock = virtualClock();
	const asked: {readonly url: string; readonly atMs: number}[] = [];
	const fetch: typeof globalThis.fetch = async (url, init) => {
		const poll = polls[Math.min(asked.length, polls.length - 1)];
		asked.push({url: url instanceof Request ? url.url : new URL(url).href, atMs: clock.elapsed()});
		if (poll === 'resets') throw new TypeError('fetch failed');
		if (poll === undefined || poll === 'stalls') {
			return new Promise((_, reject) => {
				init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
			});
		}
		const {status = 200, body = {}, headers} = poll;
		return Response.json(body, {status, headers: {...headers}});
	};
	const own = now === undefined ? clock : {...clock, now};
	const awin = awinClient('https://api.awin.com', own, {fetch, retry: false, ...options});
	const {validations} = awin.advertiser(2001);
	const progress: JobProgress[] = [];
	const wait = (waitOptions: ValidationsWaitOptions = {}) =>
		validations.wait('a', {onProgress: (one) => progress.push(one), ...waitOptions});
	return {clock, asked, progress, wait, validations, times: () => asked.map(({atMs}) => atMs)};
};
