import {AsyncLocalStorage} from 'node:async_hooks';
import {redisLimiter} from 'awin-sdk/redis';
import {describe, expect, it} from 'vitest';
import {awinClient} from '../helpers/awin-client.ts';
import {startServer} from '../helpers/http-server.ts';
import {observed} from '../helpers/observed.ts';
import {virtualClock} from '../helpers/virtual-clock.ts';

const storage = new AsyncLocalStorage<string>();
const path: string = '/accounts';
const pathOf = (name: string): string => `/${name}`;

/** A client that notes in which context it runs the functions of the caller. */
const setUp = (options: Parameters<typeof observed>[1] = {}) => {
	const noted: string[] = [];
	const note = (what: string) => noted.push(`${what} in ${storage.getStore()}`);
	const fetch: typeof globalThis.fetch = async (url) => {
		note(`fetch of ${new URL(new Request(url).url).pathname}`);
		return Response.json({});
	};
	const client = observed([], {fetch, ...options});
	const get = (name: string, callPath: string) =>
		storage.run(name, () => client.awin.get(callPath));
	return {...client, noted, note, get};
};

describe('the async context of a call', () => {
	it('is that of its `fetch` after a wait for the quota, whoever ends the wait', async () => {
		const {clock, noted, get} = setUp({quota: {calls: 1}});
		await clock.run(Promise.all([get('a', '/1'), get('b', '/2'), get('c', '/3')]));
		expect(noted).toEqual(['fetch of /1 in a', 'fetch of /2 in b', 'fetch of /3 in c']);
	});

	it('is that of `onQuotaWait` and of observers, even if another call tells of the wait', async () => {
		const noted: string[] = [];
		const note = (what: string) => noted.push(`${what} in ${storage.getStore()}`);
		const limiting = {calls: 1, intervalMs: 1000};
		const {clock, get} = setUp({
			quota: limiting,
			onQuotaWait: ({queued}) => note(`wait ${queued}`),
			observe: (event) => {
				if ('call' in event) note(`${event.type} of ${event.call.template}`);
			},
		});
		await clock.run(Promise.all([get('a', '/1'), get('b', '/2'), get('c', '/3')]));
		expect(noted).toContain('wait 2 in c');
		const owners: Record<string, string> = {'/1': 'a', '/2': 'b', '/3': 'c'};
		const events = noted.filter((line) => line.includes(' of '));
		expect(events.length).toBeGreaterThan(12);
		for (const line of events) {
			const [, template = '', context] = /of (\S+) in (\w+)/.exec(line) ?? [];
			expect(line).toContain(`of ${template} in ${owners[template]}`);
			expect(context).toBe(owners[template]);
		}
	});

	it('is that of the token function, the body, middleware and a schema', async () => {
		const noted: string[] = [];
		const note = (what: string) => noted.push(`${what} in ${storage.getStore()}`);
		const {clock, awin} = setUp({
			quota: {calls: 1},
			token: async () => {
				note('token');
				return 'token-of-context';
			},
			middleware: [
				(next) => (request) => {
					note('middleware');
					return next(request);
				},
			],
		});
		const validate = (value: unknown) => {
			note('schema');
			return {value};
		};
		const schema = {'~standard': {version: 1 as const, vendor: 'test', validate}};
		const body = () => {
			note('body');
			return 'text';
		};
		const put = (name: string) => storage.run(name, () => awin.put(pathOf(name), {body, schema}));
		await clock.run(Promise.all([put('a'), put('b')]));
		for (const name of ['a', 'b']) {
			const what = noted.filter((line) => line.endsWith(` in ${name}`));
			expect(what).toEqual([
				`middleware in ${name}`,
				`token in ${name}`,
				`body in ${name}`,
				`schema in ${name}`,
			]);
		}
	});

	it('of the call that starts it is that of a shared exchange, and each call keeps its own', async () => {
		const {clock, noted, note, get} = setUp({cache: {}});
		const call = async (name: string) => {
			await get(name, path);
			storage.run(name, () => note('result'));
		};
		const inContext = (name: string) =>
			storage.run(name, async () => {
				await get(name, path);
				note('after');
			});
		await clock.run(Promise.all([call('a'), inContext('b'), inContext('c')]));
		expect(noted.filter((line) => line.startsWith('fetch'))).toEqual(['fetch of /accounts in a']);
		expect(noted).toContain('after in b');
		expect(noted).toContain('after in c');
	});

	it('stays that of a shared exchange after the call that started it has gone', async () => {
		const {clock, noted, awin} = setUp({cache: {}, quota: {calls: 1, intervalMs: 1000}});
		await clock.run(awin.get('/other'));
		noted.length = 0;
		const impatient = storage.run('a', () => awin.get(path, {totalTimeoutMs: 10}));
		const {signal} = new AbortController();
		const patient = storage.run('b', () => awin.get(path, {signal}));
		expect((await clock.run(impatient)).kind).toBe('timeout');
		expect((await clock.run(patient)).kind).toBe('ok');
		expect(noted).toEqual(['fetch of /accounts in a']);
	});

	it('is that of each upload on a connection that calls share', async () => {
		const url = await startServer((request, response) => {
			request.resume().on('end', () => response.end('{}'));
		});
		const noted: string[] = [];
		const awin = awinClient(url, {...virtualClock(), after: () => () => {}});
		async function* chunks(name: string) {
			for (let part = 0; part < 3; part++) {
				noted.push(`${name} in ${storage.getStore()}`);
				yield 'x'.repeat(100_000);
			}
		}
		for (const name of ['a', 'b', 'c']) {
			const call = () => awin.put('/upload', {body: chunks(name)});
			expect((await storage.run(name, call)).kind).toBe('ok');
		}
		expect(noted).toEqual(['a', 'b', 'c'].flatMap((name) => Array(3).fill(`${name} in ${name}`)));
	});

	it('is that of the commands for its slot in Redis', async () => {
		const noted: unknown[] = [];
		const granted = [1, 0, 1, 60_000, 0];
		const evaluate = async (...values: unknown[]) => {
			const {op}: {op: string} = JSON.parse(String(values.at(-1)));
			if (op === 'acquire') noted.push(storage.getStore());
			return granted;
		};
		const clock = virtualClock();
		const quota = redisLimiter({client: {evalsha: true, eval: evaluate}, calls: 1, clock});
		const {awin} = observed([200], {quota});
		const call = (name: string) => storage.run(name, () => awin.get(pathOf(name)));
		const calls = Promise.all(['a', 'b', 'c'].map(call));
		await clock.run(calls);
		expect(noted).toEqual(['a', 'b', 'c']);
	});
});
