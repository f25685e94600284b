import dns from 'node:dns';
import {formatWithOptions} from 'node:util';
import {setupServer} from 'msw/node';
import {handlers} from 'awin-sdk/mocks';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {
	type Block,
	blocks,
	blocksIn,
	compile,
	fileOf,
	folder,
	selfContained,
	usesClient,
	writeBlocks,
} from './blocks.ts';

const redisUrl = process.env['REDIS_URL'];
const here = blocks.filter(({isApart}) => !isApart);
writeBlocks(here, folder, redisUrl);

const needsRedis = ({code}: Block) => /redis/i.test(code);
const hasServer = ({code}: Block) => /\bsetupServer\(/.test(code);
const hasTests = ({code}: Block) => /from 'vitest'/.test(code);

const runnable = here.filter((block) => !needsRedis(block) || redisUrl !== undefined);

test('every block of the documentation compiles', () => {
	expect(compile(folder)).toBe('');
}, 60_000);

describe('a block that is pasted into a file', () => {
	test.each([...selfContained])('creates the client that it uses: %s', (file) => {
		const ofFile = blocksIn(file);
		expect(ofFile).not.toEqual([]);
		expect(ofFile.filter(({needsClient}) => needsClient).map(({where}) => where)).toEqual([]);
	});

	test.each([
		["await awin.get('/accounts');", true],
		['console.log(awin.retryBudget); // const awin = createAwinClient()', true],
		["import {createAwinClient} from 'awin-sdk';", false],
		["const awin = createAwinClient({token: 'token'});\nawait awin.get('/accounts');", false],
	])('is recognized as incomplete: %s', (code, expected) => {
		expect(usesClient(code)).toBe(expected);
	});
});

/** Runs a block and returns what it prints, and the hosts beyond this machine that it looks up. */
const run = async (block: Block) => {
	/* A separate token, and so a separate quota, for each block. */
	vi.stubEnv('AWIN_TOKEN', `token of ${block.where}`.replaceAll(/\W/g, '-'));
	const log = vi.spyOn(console, 'log').mockReturnValue();
	const lookup = vi.spyOn(dns, 'lookup');
	await import(fileOf(block));
	const printed = log.mock.calls.map((values) =>
		formatWithOptions({colors: false, breakLength: Infinity}, ...values),
	);
	const hosts = lookup.mock.calls.map(([host]) => host).filter((host) => host !== 'localhost');
	return {prints: block.prints.length > 0 ? printed : [], hosts};
};

const named = (list: readonly Block[]) => list.map((block) => [block.where, block] as const);
const scripts = runnable.filter((block) => !hasTests(block));

describe('every block of the documentation runs', () => {
	const server = setupServer(...handlers());

	beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
	afterAll(() => {
		server.close();
		vi.unstubAllEnvs();
	});

	test.each(named(scripts.filter((block) => !hasServer(block))))('%s', async (_, block) => {
		expect(await run(block)).toEqual({prints: block.prints, hosts: []});
	});
});

/* Two servers share one interceptor: a block that closes its own would take the other one with it. */
describe('every block with mocks of its own runs', () => {
	afterAll(() => vi.unstubAllEnvs());

	test.each(named(scripts.filter(hasServer)))('%s', async (_, block) => {
		expect(await run(block)).toEqual({prints: block.prints, hosts: []});
	});
});

/* Blocks that show how to test are test files: their tests are taken in here. */
describe.each(named(runnable.filter(hasTests)))('the tests of %s', async (_, block) => {
	await import(fileOf(block));
});
