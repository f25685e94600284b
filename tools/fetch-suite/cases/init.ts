import {asNative, is, subject} from '../case.ts';
import {echo, failureOf, reasonOf, streamOf} from '../outcome.ts';

/** Notes the names of the members that are read, in order. */
const watched = (members: Readonly<Record<string, unknown>>) => {
	const read: string[] = [];
	const init = new Proxy(members, {
		get: (target, name) => {
			if (typeof name === 'string') read.push(name);
			return Reflect.get(target, name);
		},
	});
	return {init, read};
};

const refuses = (init: unknown, traits = {}) =>
	is('TypeError', async ({fetch, url}) => failureOf(fetch(url('/echo'), init)), traits);

const accepts = (init: unknown) =>
	is(200, async ({fetch, url}) => (await fetch(url('/echo'), init)).status);

const methodOf = (init: () => unknown, expected: string) =>
	is(expected, async ({fetch, url}) => (await echo(fetch(url('/echo'), init()))).method);

class PutOptions {
	get method() {
		return 'PUT';
	}
}

export const init = subject('`init`', {
	'`undefined` is an empty one': methodOf(() => undefined, 'GET'),
	'`null` is an empty one': methodOf(() => null, 'GET'),
	'a number is refused': refuses(7),
	'a string is refused': refuses('POST'),
	'a boolean is refused': refuses(true),
	'a symbol is refused': refuses(Symbol('init')),
	'a function may have members': methodOf(() => Object.assign(() => {}, {method: 'PUT'}), 'PUT'),
	'an array may have members': methodOf(() => Object.assign([], {method: 'PUT'}), 'PUT'),
	'an object without a prototype is read': methodOf(
		() => Object.assign(Object.create(null), {method: 'PUT'}),
		'PUT',
	),
	'inherited members are read': methodOf(() => Object.create({method: 'PUT'}), 'PUT'),
	'getters of a class are read': methodOf(() => new PutOptions(), 'PUT'),
	'own getters are read': methodOf(
		() => ({
			get method() {
				return 'PUT';
			},
		}),
		'PUT',
	),
	'members that are not enumerable are read': methodOf(
		() => Object.defineProperty({}, 'method', {value: 'PUT', enumerable: false}),
		'PUT',
	),
	'a getter is called with the object as `this`': methodOf(() => {
		const object = {
			get method(): string {
				return this === object ? 'PUT' : 'DELETE';
			},
		};
		return object;
	}, 'PUT'),
	'a member of `Object.prototype` is read': is(
		'PUT',
		async ({fetch, url}) => {
			const prototype: object = Object.prototype;
			Object.defineProperty(prototype, 'method', {
				value: 'PUT',
				configurable: true,
				writable: true,
			});
			let sent: Promise<Response>;
			try {
				sent = fetch(url('/echo'), {});
			} finally {
				Reflect.deleteProperty(prototype, 'method');
			}
			return (await echo(sent)).method;
		},
		{alone: true},
	),
	'a frozen object is read': methodOf(() => Object.freeze({method: 'PUT'}), 'PUT'),
	'each member is read once': is([], async ({fetch, url}) => {
		const {init: object, read} = watched({method: 'POST', body: 'one', headers: {a: 'b'}});
		await fetch(url('/echo'), object);
		return read.filter((name, index) => read.indexOf(name) !== index);
	}),
	'each member is read once, next to a `Request`': is([], async ({fetch, url}) => {
		const {init: object, read} = watched({method: 'POST', body: 'one', headers: {a: 'b'}});
		await fetch(new Request(url('/echo')), object);
		return read.filter((name, index) => read.indexOf(name) !== index);
	}),
	'all members of the standard are read': is(
		[
			'body',
			'cache',
			'credentials',
			'duplex',
			'headers',
			'integrity',
			'keepalive',
			'method',
			'mode',
			'redirect',
			'referrer',
			'referrerPolicy',
			'signal',
		],
		async ({fetch, url}) => {
			const {init: object, read} = watched({});
			await fetch(url('/echo'), object);
			/* `window` and `priority` are not read everywhere. */
			const others = new Set(['window', 'priority']);
			const standard =
				/^(body|cache|credentials|duplex|headers|integrity|keepalive|method|mode|redirect|referrer|referrerPolicy|signal)$/;
			return [...new Set(read)].filter((name) => standard.test(name) && !others.has(name)).sort();
		},
	),
	'the members are read in the order of their names': is(true, async ({fetch, url}) => {
		const {init: object, read} = watched({});
		await fetch(url('/echo'), object);
		/* Node.js has one member of its own. */
		const standard = read.filter((name) => name !== 'dispatcher');
		return standard.length > 0 && standard.join() === standard.toSorted().join();
	}),
	'all members are read before the call returns': is(true, async ({fetch, url}) => {
		const {init: object, read} = watched({});
		const sent = fetch(url('/echo'), object);
		const {length} = read;
		await sent;
		return length > 0 && read.length === length;
	}),
	'the object may change after the call': is(['POST', 'one', 'a'], async ({fetch, url}) => {
		const headers: Record<string, string> = {'x-own': 'a'};
		const object = {method: 'POST', body: 'one', headers};
		const sent = fetch(url('/echo'), object);
		Object.assign(object, {method: 'PUT', body: 'two'});
		headers['x-own'] = 'b';
		const {method, body, headers: seen} = await echo(sent);
		return [method, body, seen['x-own']];
	}),
	'the object itself is not changed': is(['body', 'method'], async ({fetch, url}) => {
		const object = {method: 'post', body: 'one'};
		await fetch(url('/echo'), object);
		return Object.keys(object).sort();
	}),
	'an exception of a getter is what the call rejects with': is(
		[true, []],
		async ({fetch, url, ask}) => {
			const thrown = new RangeError('no');
			const object = {
				get method(): string {
					throw thrown;
				},
			};
			const reason = await reasonOf(fetch(url('/echo'), object));
			return [reason === thrown, await ask('/log')];
		},
	),
	'an exception while `body` is read leaves nothing sent': is(
		['RangeError', []],
		async ({fetch, url, ask}) => {
			const object = {
				method: 'POST',
				get body(): string {
					throw new RangeError('no');
				},
			};
			return [await failureOf(fetch(url('/echo'), object)), await ask('/log')];
		},
	),
	'unknown members are ignored': accepts({unknown: 1, timeout: 5, retry: {limit: 2}}),
	'members with `undefined` are absent': accepts({
		method: undefined,
		headers: undefined,
		body: undefined,
		mode: undefined,
		credentials: undefined,
		cache: undefined,
		redirect: undefined,
		referrer: undefined,
		referrerPolicy: undefined,
		integrity: undefined,
		keepalive: undefined,
		signal: undefined,
		priority: undefined,
		duplex: undefined,
	}),
	'an unknown `mode` is refused': refuses({mode: 'all'}),
	'`mode: navigate` is refused': refuses({mode: 'navigate'}),
	'`mode: cors` is accepted': accepts({mode: 'cors'}),
	'`mode: same-origin` is accepted': accepts({mode: 'same-origin'}),
	'an unknown `credentials` is refused': refuses({credentials: 'yes'}),
	'`credentials: omit` is accepted': accepts({credentials: 'omit'}),
	'`credentials: include` is accepted': accepts({credentials: 'include'}),
	'`credentials: same-origin` is accepted': accepts({credentials: 'same-origin'}),
	'an unknown `cache` is refused': refuses({cache: 'never'}),
	'`cache: null` is refused': refuses({cache: null}),
	'an unknown `redirect` is refused': refuses({redirect: 'maybe'}),
	'`redirect` has no upper-case form': refuses({redirect: 'FOLLOW'}),
	'an unknown `referrerPolicy` is refused': refuses({referrerPolicy: 'all'}),
	'`referrerPolicy: no-referrer` is accepted': accepts({referrerPolicy: 'no-referrer'}),
	'an empty `referrerPolicy` is accepted': accepts({referrerPolicy: ''}),
	'a `referrer` that is no URL is refused': refuses({referrer: 'http://'}),
	'an empty `referrer` is accepted': accepts({referrer: ''}),
	'`referrer: about:client` is accepted': accepts({referrer: 'about:client'}),
	'a `referrer` sends the same field': asNative(
		async ({fetch, url}) =>
			(await echo(fetch(url('/echo'), {referrer: url('/page'), referrerPolicy: 'unsafe-url'})))
				.headers['referer'],
	),
	'an unknown `priority` is refused': refuses({priority: 'urgent'}),
	'`priority: high` is accepted': accepts({priority: 'high'}),
	'`priority: low` is accepted': accepts({priority: 'low'}),
	'`keepalive: true` is accepted': accepts({keepalive: true}),
	'`keepalive` is converted to a boolean': accepts({keepalive: 'yes'}),
	'a stream with `keepalive` is refused': refuses({
		method: 'POST',
		body: streamOf('one'),
		duplex: 'half',
		keepalive: true,
	}),
	'`window: null` is accepted': accepts({window: null}),
	'another `window` is refused': refuses({window: {}}),
	'a `signal` that is none is refused': refuses({signal: {aborted: false}}),
	'a number as `signal` is refused': refuses({signal: 7}),
	'`signal: null` is accepted': accepts({signal: null}),
	'`duplex: half` without a stream is accepted': accepts({duplex: 'half'}),
	'`duplex: full` is refused': refuses({method: 'POST', body: 'one', duplex: 'full'}),
	'a stream without `duplex` is refused': is('TypeError', async ({fetch, url}) =>
		failureOf(fetch(url('/echo'), {method: 'POST', body: streamOf('one')})),
	),
	'`integrity` is converted to a string': accepts({integrity: 7}),
	'a symbol as a member is refused': refuses({integrity: Symbol('sha')}),
});
