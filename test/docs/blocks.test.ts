import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {formatWithOptions} from 'node:util';
import {setupServer} from 'msw/node';
import {handlers} from 'awin-sdk/mocks';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {type Block, blocks, fileOf, folder, root, writeBlocks} from './blocks.ts';

const redisUrl = process.env['REDIS_URL'];
writeBlocks(redisUrl);

const needsRedis = ({code}: Block) => /redis/i.test(code);
const hasTests = ({code}: Block) => /from 'vitest'/.test(code);

const runnable = blocks.filter((block) => !needsRedis(block) || redisUrl !== undefined);

test('every block of the documentation compiles', () => {
	const tsc = join(root, 'node_modules/typescript/bin/tsc');
	const {stdout} = spawnSync(process.execPath, [tsc, '-p', folder], {encoding: 'utf8'});
	expect(stdout).toBe('');
}, 60_000);

describe('every block of the documentation runs', () => {
	const server = setupServer(...handlers);

	beforeAll(() => server.listen({onUnhandledFrame: 'error'}));
	afterAll(() => {
		server.close();
		vi.unstubAllEnvs();
	});

	test.each(runnable.filter((block) => !hasTests(block)).map((block) => [block.where, block]))(
		'%s',
		async (_, block) => {
			/* A quota of its own for each block. */
			vi.stubEnv('AWIN_TOKEN', `token of ${block.where}`.replaceAll(/\W/g, '-'));
			const log = vi.spyOn(console, 'log').mockReturnValue();
			await import(fileOf(block));
			const printed = log.mock.calls.map((values) =>
				formatWithOptions({colors: false, breakLength: Infinity}, ...values),
			);
			expect(block.prints.length > 0 ? printed : []).toEqual(block.prints);
		},
	);
});

/* Blocks that show how to test are test files: their tests are taken in here. */
describe.each(runnable.filter(hasTests).map((block) => [block.where, block]))(
	'the tests of %s',
	async (_, block) => {
		await import(fileOf(block));
	},
);
