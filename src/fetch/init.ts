import {kindOfValue, ownProperties} from '../errors/invalid-option.ts';
import {toText} from '../request/to-text.ts';
import {readHeaders} from './headers.ts';

/** Members by name. Those that are not given are `undefined`. */
type Members = Readonly<Record<string, unknown>>;

/** The `init` of `fetch`, read once. */
export type FetchInit = {
	/** The members that a `Request` checks: texts, `keepalive` and `window`. */
	readonly members: Members;
	/** The header fields, with their names in lower case; `undefined` if `init` has none. */
	readonly headers: Readonly<Record<string, string>> | undefined;
	/** `undefined` if there is none, or if it is `null`. */
	readonly body: unknown;
	/** `null` removes the signal of a `Request`. */
	readonly signal: AbortSignal | null | undefined;
	/** The members that Fetch does not define, such as `dispatcher` of undici or `cf` of Cloudflare. */
	readonly others: Members;
};

/* Not `instanceof`, so that a signal of another realm works too. */
const isSignal = (value: unknown): value is AbortSignal =>
	typeof value === 'object' &&
	value !== null &&
	typeof Reflect.get(value, 'aborted') === 'boolean' &&
	typeof Reflect.get(value, 'addEventListener') === 'function';

const toSignal = (value: unknown): AbortSignal | null | undefined => {
	if (value === undefined || value === null || isSignal(value)) return value;
	throw new TypeError(
		`The \`signal\` of \`client.fetch\` must be an AbortSignal or null, but it is ${kindOfValue(value)}.`,
	);
};

const empty: Members = ownProperties({});

const noInit: FetchInit = {
	members: empty,
	headers: undefined,
	body: undefined,
	signal: undefined,
	others: empty,
};

/**
 * Reads the `init` of `fetch` as Web IDL reads a dictionary (section 3.2.17): each member once, in the order of the
 * names, whether it is own, inherited or a getter. What a getter throws is thrown as it is.
 *
 * @throws TypeError if `init` is not an object, or if a member cannot be converted.
 */
export const readInit = (init: unknown): FetchInit => {
	if (init === undefined || init === null) return noInit;
	if (typeof init !== 'object' && typeof init !== 'function') {
		throw new TypeError(
			`The init of \`client.fetch\` must be an object, but it is ${kindOfValue(init)}.`,
		);
	}
	const get = (name: string): unknown => Reflect.get(init, name);
	const text = (name: string): string | undefined => {
		const value = get(name);
		return value === undefined ? undefined : toText(value);
	};
	const body = get('body') ?? undefined;
	const cache = text('cache');
	const credentials = text('credentials');
	const duplex = text('duplex');
	const fields = get('headers');
	const headers = fields === undefined ? undefined : readHeaders(fields);
	const integrity = text('integrity');
	const given = get('keepalive');
	const keepalive = given === undefined ? undefined : Boolean(given);
	const method = text('method');
	const mode = text('mode');
	const priority = text('priority');
	const redirect = text('redirect');
	const referrer = text('referrer');
	const referrerPolicy = text('referrerPolicy');
	const signal = toSignal(get('signal'));
	const window = get('window');
	const members = ownProperties({
		cache,
		credentials,
		duplex,
		integrity,
		keepalive,
		method,
		mode,
		priority,
		redirect,
		referrer,
		referrerPolicy,
		window,
	});
	return {members, headers, body, signal, others: readOthers(init, get, members)};
};

/** Read by their names, too, because a getter of a class is not enumerable. */
const membersOfRuntimes = ['dispatcher'];

/** The members that are read one by one. */
const notInMembers: ReadonlySet<string> = new Set(['body', 'headers', 'signal']);

const readOthers = (init: object, get: (name: string) => unknown, members: Members): Members => {
	const names = new Set(membersOfRuntimes);
	for (const name in init) names.add(name);
	let others = empty;
	for (const name of names) {
		/* Inherited members count, but not what is added to every object. */
		const isOther = !(name in members) && !notInMembers.has(name) && !(name in Object.prototype);
		const value = isOther ? get(name) : undefined;
		if (value !== undefined) others = ownProperties({...others, [name]: value});
	}
	return others;
};
