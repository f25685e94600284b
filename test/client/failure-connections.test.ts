import {expect, it} from 'vitest';
import {systemClock} from '../../src/pipeline/clock.ts';
import {awinClient} from '../helpers/awin-client.ts';
import {faultServer} from '../helpers/fault-server.ts';
import * as server from '../helpers/faults.ts';

it.each([
	['503s', server.answersJson(503, {error: 'unavailable'}), 'unavailable'],
	[
		'404s',
		server.answersJson(404, {error: 'not.found', description: 'x'.repeat(5000)}),
		'not-found',
	],
	['304s', server.answers(304, '', {etag: '"a"'}), 'not-modified'],
])(
	'1,000 %s in sequence use at most five connections',
	async (_, step, kind) => {
		const {url, asked, connections} = await faultServer(step);
		const awin = awinClient(url, systemClock, {retry: false});
		for (let index = 0; index < 1000; index++) {
			expect((await awin.get('/things')).kind).toBe(kind);
		}
		expect(asked).toHaveLength(1000);
		expect(connections()).toBeLessThanOrEqual(5);
	},
	30_000,
);

it('200 retried calls in sequence use at most five connections', async () => {
	const {url, asked, connections} = await faultServer(server.answers(503, 'x'.repeat(20_000)));
	const awin = awinClient(url, systemClock, {retry: {baseDelayMs: 0, budget: false}});
	for (let index = 0; index < 200; index++) await awin.get('/things');
	expect(asked).toHaveLength(600);
	expect(connections()).toBeLessThanOrEqual(5);
}, 30_000);
