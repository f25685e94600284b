import type {AwinClient, AwinResult} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';

/** A function whose name must appear in the stack of an error. */
const theCallersFunction = async (awin: AwinClient, signal?: AbortSignal): Promise<AwinResult> => {
	const result = await awin.get('/things', {signal});
	return result;
};

describe('the stack contains the caller', () => {
	it.each([
		['a 404', server.answers(404)],
		['a 503 that was retried', server.answers(503)],
		['a reset', server.resets],
		['a timeout', server.stalls],
		[
			'a body that is cut off',
			server.writesAndCloses('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}'),
		],
		['a body that does not parse', server.answers(200, '{', {'content-type': 'application/json'})],
	])('of the error of %s', async (_, step) => {
		const {url} = await faultServer(step);
		const awin = awinClient(url, systemClock, {
			attemptTimeoutMs: 50,
			retry: {baseDelayMs: 0, attempts: 2},
		});
		const {error} = await theCallersFunction(awin);
		expect(error?.stack).toContain('theCallersFunction');
	});

	it('of the error of an abort', async () => {
		const {url} = await faultServer(server.stalls);
		const controller = new AbortController();
		const call = theCallersFunction(awinClient(url, systemClock), controller.signal);
		controller.abort();
		expect((await call).error?.stack).toContain('theCallersFunction');
	});
});
