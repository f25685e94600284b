import {describe, expect, it, vi} from 'vitest';
import {withRows} from './fake-awin.ts';

const span = {from: '2026-01-01', to: '2026-03-01'};

const setUp = () => {
	const {awin, asked} = withRows([{id: 1, transactionDate: '2026-01-05T00:00:00'}]);
	return {publisher: awin.publisher(1), asked};
};

const call =
	(method: (...args: never[]) => unknown, ...args: readonly unknown[]) =>
	() =>
		Reflect.apply(method, undefined, args);

describe('the parameters of `transactions.iterate`', () => {
	it.each<[params: unknown, message: string]>([
		[undefined, 'Option `params` must be a plain object'],
		[null, 'Option `params` must be a plain object'],
		[{}, 'Option `from` must be a Date'],
		[{from: '2026-01-01'}, 'Option `to` must be a Date'],
		[{from: 0, to: 1}, 'Option `from` must be a Date'],
		[{...span, from: '2026-02-30'}, 'Option `from` must be a date'],
		[{...span, from: '2026-03-02'}, 'Option `to` must not be before `from`.'],
		[
			{from: '2026-01-01T00:00:00.8Z', to: '2026-01-01T00:00:00.2Z'},
			'Option `to` must not be before `from`.',
		],
		[{...span, to: new Date(Date.UTC(12_000, 0))}, 'Option `to` must be a Date in the years'],
		[{...span, timezone: 'Europe/Amsterdam'}, "Option `timezone` must be one of Awin's"],
		[{...span, timezone: null}, 'Option `timezone` must be one of'],
		[
			{...span, startDate: '2026-01-01T00:00:00'},
			'`publisher.transactions.iterate` has an unknown',
		],
		[{...span, form: 1}, 'has an unknown option `form`. Known options: `from`, `to`, `timezone`'],
		[{...span, advertiserId: 'x'}, 'Option `advertiserId` must be an id'],
		[{...span, dateType: 'click'}, 'Option `dateType` must be one of'],
	])('throw for %j, and nothing is sent', (params, message) => {
		const {publisher, asked} = setUp();
		const iterate = call(publisher.transactions.iterate, params);
		expect(iterate).toThrow(TypeError);
		expect(iterate).toThrow(message);
		expect(asked).toEqual([]);
	});

	it('may be in the future, and far apart', async () => {
		const {publisher, asked} = setUp();
		const future = publisher.transactions.iterate({from: '2090-01-01', to: '2090-02-01'});
		expect(await future.toArray({limit: 1})).toEqual([]);
		expect(asked).toHaveLength(1);
		const all = publisher.transactions.iterate({from: '2000-01-01', to: '2100-01-01'});
		expect(all.plan().calls).toBe(
			Math.ceil((Date.UTC(2100, 0) - Date.UTC(2000, 0)) / 2_678_400_000),
		);
	});
});

describe('the options of an iteration', () => {
	it.each<[options: unknown, message: string]>([
		[null, 'Option `options` must be an object'],
		[1, 'Option `options` must be an object'],
		[{signal: true}, 'Option `signal` must be an AbortSignal'],
		[{onProgress: 1}, 'Option `onProgress` must be a function'],
		[{resumeFrom: 'x'}, 'Option `resumeFrom` must be the checkpoint'],
	])('throw at once for %j', (options, message) => {
		const {publisher} = setUp();
		for (const method of [
			call(publisher.transactions.iterate, span, options),
			call(publisher.transactionQueries.iterate, span, options),
			call(publisher.offers.iterate, {}, options),
		]) {
			expect(method).toThrow(TypeError);
			expect(method).toThrow(message);
		}
	});

	it.each<[options: object, message: string]>([
		[{priority: 'high'}, 'Option `priority`'],
		[{prioritty: 1}, 'unknown option `prioritty`'],
		[{validate: 1}, 'Option `validate` must be a boolean'],
	])('that belong to the calls are checked by the first one: %j', async (options, message) => {
		const {publisher, asked} = setUp();
		const iteration: unknown = call(publisher.transactions.iterate, span, options)();
		const read = Reflect.get(Object(iteration), 'pages')().next();
		await expect(read).rejects.toThrow(TypeError);
		await expect(Reflect.get(Object(iteration), 'toArray')({limit: 1})).rejects.toThrow(message);
		expect(asked).toEqual([]);
	});

	it('may be undefined', async () => {
		const {publisher} = setUp();
		const options = {signal: undefined, onProgress: undefined, resumeFrom: undefined};
		expect(await publisher.transactions.iterate(span, options).toArray({limit: 9})).toHaveLength(1);
	});

	it.each([undefined, {}, {limit: 0}, {limit: 1.5}, {limit: Infinity}, {limit: '1'}, {max: 1}])(
		'of an array need a limit: %j',
		async (options) => {
			const {publisher} = setUp();
			const iteration = publisher.transactions.iterate(span);
			await expect(Reflect.apply(iteration.toArray, undefined, [options])).rejects.toThrow(
				TypeError,
			);
		},
	);

	it('have an `onProgress` that cannot fail the iteration', async () => {
		const error = vi.spyOn(console, 'error').mockReturnValue();
		const {publisher} = setUp();
		const onProgress = () => {
			throw new Error('of the callback');
		};
		const items = await publisher.transactions.iterate(span, {onProgress}).toArray({limit: 9});
		expect(items).toHaveLength(1);
		expect(error).toHaveBeenCalledOnce();
	});
});

describe('the parameters of `offers.iterate`', () => {
	it.each<[params: unknown, message: string]>([
		[null, 'Option `params` must be a plain object'],
		[{pageSize: 9}, 'Option `pagination.pageSize` must be a whole number from 10 to 200'],
		[{pagination: {}}, '`offers.iterate` has an unknown option `pagination`'],
		[{filters: {kind: 'voucher'}}, 'unknown option `kind`'],
	])('throw for %j', (params, message) => {
		const {publisher} = setUp();
		expect(call(publisher.offers.iterate, params)).toThrow(TypeError);
		expect(call(publisher.offers.iterate, params)).toThrow(message);
	});
});
