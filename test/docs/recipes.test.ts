import {AwinError, createAwinClient} from 'awin-sdk';
import {handlers, inTurn, programmes, testing} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from 'vitest';
import {type Block, blocksIn, compile, fileOf, root, writeBlocks} from './blocks.ts';
import {createKv} from './kv.ts';

const folder = join(root, 'node_modules/.recipes');
const [route, kvWorker, gate, ownErrors] = [
	...blocksIn('docs/recipes/nextjs.md'),
	...blocksIn('docs/recipes/cloudflare.md'),
	...blocksIn('docs/recipes/own-errors.md'),
];
if (!route || !kvWorker || !gate || !ownErrors) throw new Error('A recipe has no block.');
writeBlocks([route, kvWorker, gate, ownErrors], folder);

const server = setupServer(...handlers());
let asked = 0;
let tokens = 0;

beforeAll(() => {
	server.listen({onUnhandledFrame: 'error'});
	server.events.on('request:start', () => {
		asked += 1;
	});
});
beforeEach(() => {
	asked = 0;
	/* A token, and so a quota, for each test. */
	vi.stubEnv('AWIN_TOKEN', `recipe-0f3c9a52-${(tokens += 1)}`);
	vi.resetModules();
	vi.spyOn(console, 'log').mockReturnValue();
	vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => {
	server.resetHandlers();
	vi.unstubAllEnvs();
});
afterAll(() => server.close());

const load = (block: Block) => import(fileOf(block, folder));

const listed = [{id: 2001, name: 'Example Shop'}];

describe('the route handler of Next.js', () => {
	const open = async () => {
		const {GET} = await load(route);
		return (publisherId: string): Promise<Response> =>
			GET(new Request('http://localhost/api/programmes'), {
				params: Promise.resolve({publisherId}),
			});
	};

	it('answers with the programmes, and asks Awin once for requests at the same time', async () => {
		const get = await open();
		const [first, second] = await Promise.all([get('45628'), get('45628')]);
		expect(first.status).toBe(200);
		expect(await first.json()).toEqual(listed);
		expect(await second.json()).toEqual(listed);
		expect((await get('45628')).status).toBe(200);
		expect(asked).toBe(1);
	});

	it('refuses what is no id, without asking Awin', async () => {
		const get = await open();
		expect((await get('../accounts')).status).toBe(404);
		expect(asked).toBe(0);
	});

	it('tells visitors nothing of a failure, and the log what happened', async () => {
		server.use(inTurn(programmes.path, [401]));
		const response = await (await open())('45628');
		expect(response.status).toBe(503);
		expect(await response.json()).toEqual({error: 'try again later'});
		expect(console.error).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('401'));
	});

	it('answers at once if the quota is used up, and says when to come again', async () => {
		const get = await open();
		const all = Array.from({length: 20}, (_, index) => get(String(index + 1)));
		expect(new Set((await Promise.all(all)).map(({status}) => status))).toEqual(new Set([200]));
		const response = await get('21');
		expect(response.status).toBe(503);
		const seconds = Number(response.headers.get('retry-after'));
		expect(seconds).toBeGreaterThan(5);
		expect(seconds).toBeLessThanOrEqual(60);
		expect(asked).toBe(20);
	});
});

describe('the Worker with KV', () => {
	const open = async () => {
		const {default: worker} = await load(kvWorker);
		const token = process.env['AWIN_TOKEN'];
		const late: Promise<unknown>[] = [];
		const waitUntil = (promise: Promise<unknown>) => late.push(promise);
		const get = (kv: object): Promise<Response> =>
			worker.fetch(
				new Request('http://localhost/'),
				{AWIN_TOKEN: token, AWIN_CACHE: kv},
				{waitUntil},
			);
		return {get, late};
	};

	it('answers later requests of a place from KV, and those of others when they see the write', async () => {
		let now = 0;
		const {at, keys} = createKv(() => now);
		const {get, late} = await open();
		expect(await (await get(at('Berlin'))).json()).toEqual(listed);
		expect(late).toHaveLength(1);
		expect(await (await get(at('Berlin'))).json()).toEqual(listed);
		expect(asked).toBe(1);
		await get(at('Lisbon'));
		expect(asked).toBe(2);
		now = 61_000;
		await get(at('Madrid'));
		expect(asked).toBe(2);
		expect(keys()).toEqual([expect.stringMatching(/^awin-sdk:[\da-f]{64}$/)]);
	});

	it('answers if KV refuses the write', async () => {
		const {at} = createKv(() => 0);
		const {get, late} = await open();
		await get(at('Berlin'));
		expect((await get(at('Lisbon'))).status).toBe(200);
		await expect(Promise.all(late)).resolves.toHaveLength(2);
	});

	it('never waits for the quota', async () => {
		const {get} = await open();
		const empty = {get: async () => null, put: async () => {}, delete: async () => {}};
		for (let calls = 0; calls < 20; calls += 1) await get(empty);
		const response = await get(empty);
		expect(response.status).toBe(503);
		expect(await response.json()).toEqual({error: 'quota-exceeded'});
	});
});

it('makes one call for the requests that reach a Durable Object at the same time', async () => {
	const {default: worker, Awin} = await load(gate);
	const env = {AWIN_TOKEN: process.env['AWIN_TOKEN'], AWIN: {getByName: () => object}};
	const object = new Awin({}, env);
	const get = (path: string): Promise<Response> =>
		worker.fetch(new Request(`http://localhost${path}`), env);
	const [first, second] = await Promise.all([get('/45628'), get('/45628')]);
	expect(await first.json()).toEqual(listed);
	expect(await second.json()).toEqual(listed);
	expect((await get('/favicon.ico')).status).toBe(404);
	expect(asked).toBe(1);
});

describe('the mapping to errors of your own', () => {
	it.each([
		[404, 'not-found'],
		[401, 'fix-access'],
		[400, 'fix-input'],
		[500, 'report'],
		['networkError', 'try-later'],
	] as const)('makes %s of a call that reads %s', async (answer, problem) => {
		const {dataOf, AffiliateError} = await load(ownErrors);
		server.use(inTurn('/accounts', [answer]));
		const awin = createAwinClient({...testing, token: 'mapping-0f3c9a52'});
		const error = await dataOf(awin.get('/accounts')).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(AffiliateError);
		expect(error).toMatchObject({problem, cause: expect.any(AwinError)});
	});

	it('sends nobody to try a write again that may have been done', async () => {
		const {dataOf} = await load(ownErrors);
		server.use(inTurn('/orders', [503], {method: 'POST'}));
		const awin = createAwinClient({...testing, token: 'mapping-0f3c9a52'});
		await expect(dataOf(awin.post('/orders', {json: {}}))).rejects.toMatchObject({
			problem: 'look-first',
		});
	});

	/* What a new kind is for the compiler: one that has no case. */
	it('does not compile without each of the kinds', () => {
		const kinds = [...ownErrors.code.matchAll(/\t\tcase ('[\w-]+'):\n/g)];
		const without = kinds.map(([line, kind]) => ({
			...ownErrors,
			where: `without ${kind}`,
			code: ownErrors.code.replace(line, ''),
		}));
		const variants = join(root, 'node_modules/.recipes-incomplete');
		writeBlocks(without, variants);
		const errors = compile(variants).trim().split('\n');
		expect(kinds.length).toBeGreaterThan(15);
		expect(errors).toHaveLength(kinds.length);
		expect(errors.filter((line) => !line.includes('lacks ending return statement'))).toEqual([]);
	});
});
