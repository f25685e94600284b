import {getEventListeners} from 'node:events';
import {Readable} from 'node:stream';
import {createAwinClient, type LinkRequest} from 'awin-sdk';
import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {noWait} from '../server.ts';
import {collect} from './collect.ts';

const requestOf = (index: number): LinkRequest => ({
	advertiserId: 2001,
	destinationUrl: `https://shop.example/${index}`,
});
const requests = (count: number): LinkRequest[] =>
	Array.from({length: count}, (_, index) => requestOf(index));

/** A link builder that answers each request with a link. It counts the requests of each call. */
const linkBuilder = () => {
	const sizes: number[] = [];
	const fetch = async (_: unknown, init?: RequestInit) => {
		const {requests: asked}: {requests: LinkRequest[]} = await new Response(init?.body).json();
		sizes.push(asked.length);
		const responses = asked.map((request) => ({
			status: 200,
			request,
			body: {url: 'https://a.example'},
		}));
		return Response.json({responses});
	};
	return {sizes, ...createAwinClient({...noWait, fetch}).publisher(1001).linkBuilder};
};

/** An async source that tells how far it was read, and whether it was closed. */
const watched = (count: number, failure?: Error) => {
	const seen = {read: 0, closed: 0};
	const source = async function* (): AsyncGenerator<LinkRequest> {
		try {
			for (; seen.read < count; seen.read += 1) yield requestOf(seen.read);
			if (failure !== undefined) throw failure;
		} finally {
			seen.closed += 1;
		}
	};
	return {seen, source: source()};
};

describe('a source', () => {
	it.each([
		['an array', (all: LinkRequest[]) => all],
		['a set', (all: LinkRequest[]) => new Set(all)],
		['a generator', (all: LinkRequest[]) => all.values()],
		['a stream', (all: LinkRequest[]) => Readable.from(all)],
	])('can be %s', async (_, toSource) => {
		const {generateAll, sizes} = linkBuilder();
		const all = requests(205);
		const outcomes = await collect(generateAll(toSource(all)));
		expect(outcomes.flatMap(({sent}) => sent)).toEqual(all);
		expect(sizes).toEqual([100, 100, 5]);
	});

	it('is cut into calls of 100, whatever its length', async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat({max: 450}), fc.boolean(), async (count, isAsync) => {
				const {generateAll, sizes} = linkBuilder();
				const source = isAsync ? watched(count).source : requests(count);
				const outcomes = await collect(generateAll(source));
				expect(outcomes.flatMap(({sent}) => sent)).toEqual(requests(count));
				expect(sizes).toHaveLength(Math.ceil(count / 100));
				expect(sizes.slice(0, -1).every((size) => size === 100)).toBe(true);
			}),
			{numRuns: 40},
		);
	});

	it.each([undefined, null, 5, 'requests', {}, Promise.resolve([])])(
		'is refused at once if it is %j',
		(source) => {
			const {generateAll} = linkBuilder();
			expect(() => Reflect.apply(generateAll, undefined, [source])).toThrow(
				/Option `requests` must be an iterable or async iterable, but it is /,
			);
		},
	);

	it('is read when an outcome is asked for, and never beyond its call', async () => {
		const {generateAll, sizes} = linkBuilder();
		const {seen, source} = watched(1000);
		const batch = generateAll(source);
		expect(seen.read).toBe(0);
		await batch.next();
		/* The generator counts a request when the next one is asked for. */
		expect(seen.read).toBe(99);
		await batch.next();
		expect(seen.read).toBe(199);
		expect(sizes).toEqual([100, 100]);
	});

	it('that fails ends the batch with its error, after what it gave is sent', async () => {
		const {generateAll, sizes} = linkBuilder();
		const failure = new Error('the cursor is closed');
		const {seen, source} = watched(130, failure);
		const batch = generateAll(source);
		expect((await batch.next()).value?.sent).toHaveLength(100);
		expect((await batch.next()).value?.sent).toHaveLength(30);
		await expect(batch.next()).rejects.toBe(failure);
		expect(await batch.next()).toEqual({done: true, value: undefined});
		expect(sizes).toEqual([100, 30]);
		expect(seen.closed).toBe(1);
	});

	it.each([
		['that cannot be opened', {[Symbol.iterator]: () => Reflect.get(Object(undefined), 'a')()}],
		['whose steps are no objects', {[Symbol.iterator]: () => ({next: () => undefined})}],
	])('%s ends the batch with an error', async (_, source) => {
		const {generateAll, sizes} = linkBuilder();
		const batch: AsyncIterator<unknown> = Reflect.apply(generateAll, undefined, [source]);
		await expect(batch.next()).rejects.toThrow(TypeError);
		expect(sizes).toEqual([]);
	});

	it('is closed if the consumer stops, and only then', async () => {
		const {generateAll} = linkBuilder();
		const left = watched(1000);
		for await (const {sent} of generateAll(left.source)) {
			expect(sent).toHaveLength(100);
			break;
		}
		expect(left.seen.closed).toBe(1);
		let isReturned = false;
		const ended = {
			[Symbol.iterator]: () => {
				const iterator = requests(3).values();
				return {
					next: () => iterator.next(),
					return: () => {
						isReturned = true;
						return {done: true as const, value: undefined};
					},
				};
			},
		};
		await collect(generateAll(ended));
		expect(isReturned).toBe(false);
	});

	it('that fails while it is closed changes nothing', async () => {
		const {generateAll} = linkBuilder();
		const source = {
			[Symbol.asyncIterator]: () => ({
				next: async () => ({done: false as const, value: requestOf(1)}),
				return: async () => Promise.reject(new Error('closed twice')),
			}),
		};
		const batch = generateAll(source);
		await batch.next();
		expect(await batch.return?.()).toEqual({done: true, value: undefined});
	});
});

describe('an item that is invalid', () => {
	const invalid = {advertiserId: 'x'};

	it.each([0, 1, 99, 100, 101, 205])(
		'at index %d ends the batch with a TypeError that has its index, after the items before it',
		async (index) => {
			const {generateAll, sizes} = linkBuilder();
			const source = [...requests(index), invalid, ...requests(300)];
			const batch: ReturnType<typeof generateAll> = Reflect.apply(generateAll, undefined, [source]);
			const sent: LinkRequest[] = [];
			const reading = (async () => {
				for await (const outcome of batch) sent.push(...outcome.sent);
			})();
			await expect(reading).rejects.toThrow(
				`Option \`requests[${index}].advertiserId\` must be an id: a whole number above 0`,
			);
			expect(sent).toEqual(requests(index));
			expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(index);
		},
	);

	it('closes the source', async () => {
		const {generateAll} = linkBuilder();
		const seen = {closed: false};
		const source = function* () {
			try {
				yield requestOf(0);
				yield invalid;
			} finally {
				seen.closed = true;
			}
		};
		const batch: ReturnType<typeof generateAll> = Reflect.apply(generateAll, undefined, [source()]);
		await expect(collect(batch)).rejects.toThrow(TypeError);
		expect(seen.closed).toBe(true);
	});

	it.each([undefined, null, 5, [], 'a'])('can be %j', async (item) => {
		const {generateAll, sizes} = linkBuilder();
		const batch: ReturnType<typeof generateAll> = Reflect.apply(generateAll, undefined, [[item]]);
		await expect(collect(batch)).rejects.toThrow('Option `requests[0]` must be an object');
		expect(sizes).toEqual([]);
	});
});

describe('the options of a batch', () => {
	it.each([
		[5, 'Option `options` must be an object'],
		[{paceMs: -1}, 'Option `paceMs` must be a number of at least 0, but it is -1.'],
		[{paceMs: '1'}, 'Option `paceMs` must be a number of at least 0'],
		[{stopOnFailure: 1}, 'Option `stopOnFailure` must be a boolean'],
		[{validate: 1}, 'Option `validate` must be a boolean'],
		[{signal: {}}, 'Option `signal` must be an AbortSignal'],
		[{stopOnfailure: true}, 'unknown option `stopOnfailure`'],
	])('are checked before the source is opened: %j', (options, message) => {
		const {generateAll} = linkBuilder();
		const {seen, source} = watched(1);
		const start = () => Reflect.apply(generateAll, undefined, [source, options]);
		expect(start).toThrow(TypeError);
		expect(start).toThrow(message);
		expect(seen.read).toBe(0);
	});

	it('of a call go to each call', async () => {
		const {generateAll} = linkBuilder();
		const signal = new AbortController().signal;
		const [outcome] = await collect(generateAll(requests(1), {signal, validate: true}));
		expect(outcome?.result.kind).toBe('ok');
		expect(getEventListeners(signal, 'abort')).toHaveLength(0);
	});
});
