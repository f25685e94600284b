import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {createAwinClient} from 'awin-sdk';
import {describe, expect, it, vi} from 'vitest';

/** Runs a fixture program to its end, and returns the JSON that it prints. */
const run = async (name: string, ...flags: readonly string[]): Promise<unknown> => {
	const script = fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
	const child = spawn(process.execPath, [...flags, script], {stdio: ['ignore', 'pipe', 'inherit']});
	const output: string[] = [];
	child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
	const code = await new Promise((resolve) => {
		child.on('close', resolve);
	});
	expect(code).toBe(0);
	return JSON.parse(output.join(''));
};

it('20,000 calls with one signal leave no listener and no memory behind', async () => {
	const left = await run('calls-on-one-signal.ts', '--expose-gc');
	expect(left).toEqual({grownKib: expect.any(Number), listeners: 0});
	expect(left).toHaveProperty(
		'grownKib',
		expect.toSatisfy((kib: number) => kib < 1024),
	);
}, 60_000);

describe('a process', () => {
	it('exits by itself when its calls have settled, with any result', async () => {
		expect(await run('settle-and-exit.ts')).toEqual({
			kinds: ['ok', 'unavailable', 'timeout', 'aborted', 'aborted', 'network'],
			lingeredMs: expect.toSatisfy((ms: number) => ms < 1000),
		});
	}, 20_000);

	it('has no pending timer after a call', async () => {
		vi.useFakeTimers();
		const awin = createAwinClient({
			token: 'token',
			baseUrl: 'http://localhost',
			fetch: async () => new Response('{}'),
		});
		expect(await awin.get('/things')).toMatchObject({kind: 'ok'});
		expect(vi.getTimerCount()).toBe(0);
		vi.useRealTimers();
	});
});
