import {createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import {type Attempt, failure, type Reply} from '../../../src/response/reply.ts';
import {coalescing, ok, request} from '../cache/fixtures.ts';

const attempt = (): Attempt => ({
	number: 1,
	status: 200,
	error: undefined,
	durationMs: 1,
	waitedMs: 1,
	waitedFor: ['quota'],
});

/** Changes all that a caller can reach of its reply. */
const spoil = (reply: Reply) => {
	reply.headers?.set('x-a', 'changed');
	for (const entry of reply.attempts) Reflect.set(entry.waitedFor, 'length', 0);
	Reflect.apply(Array.prototype.push, reply.attempts, ['changed']);
};

const callers = [
	['without a signal', () => ({})],
	['with a signal', () => ({signal: new AbortController().signal})],
	['with an earlier deadline', () => ({deadlineMs: 100})],
] as const;
const pairs = callers.flatMap(([a, first]) =>
	callers.map(([b, second]) => [`${a}, joined by one ${b}`, first, second] as const),
);

describe.each(pairs)('a caller %s', (_name, first, second) => {
	it.each([
		['an answer', () => ({...ok({'x-a': '1'}), attempts: [attempt()]})],
		[
			'a failure',
			() =>
				failure({
					kind: 'invalid-body',
					phase: 'body',
					message: '',
					headers: new Headers({'x-a': '1'}),
					attempts: [attempt()],
				}),
		],
	])('that changes %s at once changes nothing for the others', async (_kind, make) => {
		const {handler, answers} = coalescing();
		/* Each caller changes what it gets before anyone else can look at theirs. */
		const seen = [first(), second(), second(), first()].map(async (options) => {
			const reply = await handler(request(options));
			const copy = {headers: reply.headers?.get('x-a'), attempts: structuredClone(reply.attempts)};
			spoil(reply);
			return copy;
		});
		answers[0]?.(make());
		expect(await Promise.all(seen)).toEqual(
			seen.map(() => ({headers: '1', attempts: [attempt()]})),
		);
	});
});

it('a caller that changes its result cannot make another call reject', async () => {
	const fetch = async () => new Response('{}', {headers: {'x-a': '1'}});
	const awin = createAwinClient({token: 'own-replies', fetch, quota: false});
	const lead = awin.get('/a').then(({meta}) => {
		meta.headers?.set('x-a', 'changed');
		Reflect.apply(Array.prototype.push, meta.attempts, ['changed']);
	});
	const joined = awin.get('/a', {signal: new AbortController().signal});
	await lead;
	const {meta} = await joined;
	expect(meta.attempts).toHaveLength(1);
	expect(meta.headers?.get('x-a')).toBe('1');
});
