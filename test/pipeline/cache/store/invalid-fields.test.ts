import {createAwinClient} from 'awin-sdk';
import {describe, expect, it} from 'vitest';
import type {CacheEntry, CacheStore} from '../../../../src/pipeline/cache/store/types.ts';
import {answerInTurn} from '../../../helpers/http-server.ts';
import {bytes, ok, request, sent, setUp, text} from '../fixtures.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

const entryWith = (headers: CacheEntry['headers']): CacheEntry => ({
	status: 200,
	headers: [['content-type', 'application/json'], ...headers],
	body: bytes('"stored"'),
	vary: [],
	requestTime: now,
	responseTime: now,
	correctedInitialAgeMs: 0,
	freshnessLifetimeMs: 0,
	staleIfErrorMs: 0,
	staleWhileRevalidateMs: 0,
});

/** A store that contains the same entries for every key. */
const holding = (entries: readonly CacheEntry[]): CacheStore => ({
	get: () => ({version: 2, entries}),
	set: () => {},
	delete: () => {},
});

/* All of Latin-1, and what lies beyond. */
const characters = [
	...Array.from({length: 256}, (_, code) => String.fromCharCode(code)),
	'\u0100',
	'\u20ac',
	'\uffff',
	'\ud800',
	'\u{1f600}',
];

describe('a stored validator', () => {
	it.each(['etag', 'last-modified'])(
		'never makes a call fail, whatever characters `%s` contains',
		async (name) => {
			const {url, asked} = await answerInTurn({
				status: 200,
				headers: {'content-type': 'application/json'},
				body: '"new"',
			});
			for (const character of characters) {
				const store = holding([entryWith([[name, `"a${character}b"`]])]);
				const awin = createAwinClient({
					token: 't',
					baseUrl: url,
					cache: {store},
					quota: false,
					retry: false,
				});
				const {kind, data} = await awin.get('/a');
				expect({character, kind, data}).toEqual({character, kind: 'ok', data: 'new'});
			}
			expect(asked).toHaveLength(characters.length);
		},
	);

	it.each(['\u0001', '\u000b', '\u001f', '\u007f'])(
		'with the control character %j in a store is not sent, and the others are',
		async (character) => {
			const tag = ['etag', `"${character}"`] as const;
			const {handler, next} = setUp(holding([entryWith([tag, ['last-modified', 'Monday']])]));
			next.mockResolvedValueOnce(ok({}));
			await handler(request());
			expect(sent(next, 0)?.headers).not.toHaveProperty('if-none-match');
			expect(sent(next, 0)?.headers).toHaveProperty('if-modified-since', 'Monday');
		},
	);

	it('with a control character in a response is not stored, and the others are', async () => {
		const {handler, next} = setUp();
		next.mockResolvedValue(
			ok({'cache-control': 'no-cache', etag: '"\u0001"', 'last-modified': 'Monday'}),
		);
		await handler(request());
		await handler(request());
		expect(sent(next, 1)?.headers).not.toHaveProperty('if-none-match');
		expect(sent(next, 1)?.headers).toHaveProperty('if-modified-since', 'Monday');
	});
});

it('holes behind a valid entry make a record invalid', async () => {
	const entries = [{...entryWith([]), freshnessLifetimeMs: 60_000}];
	entries.length = 3;
	const {handler, next, onError} = setUp(holding(entries));
	next.mockResolvedValueOnce(ok({}, 'new'));
	expect(text(await handler(request()))).toBe('new');
	expect(onError).toHaveBeenCalledWith(
		expect.objectContaining({message: expect.stringContaining('is not a record')}),
	);
});
