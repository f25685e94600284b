import {kindOfValue} from '../errors/invalid-option.ts';
import {emptyHeaders, isTransportField} from '../request/headers.ts';
import {toText} from '../request/to-text.ts';
import {isField} from '../response/fields.ts';

type Pair = readonly [name: unknown, value: unknown];

const isObject = (value: unknown): value is object =>
	(typeof value === 'object' && value !== null) || typeof value === 'function';

const isIterable = (value: unknown): value is Iterable<unknown> =>
	isObject(value) && typeof Reflect.get(value, Symbol.iterator) === 'function';

const invalid = (what: string): TypeError =>
	new TypeError(`The \`headers\` of \`client.fetch\` ${what}.`);

/** Returns the two parts of a pair, which can be any iterable (Web IDL, `sequence`). */
const pairOf = (item: unknown): Pair => {
	const pair = isIterable(item) ? [...item] : [];
	if (pair.length !== 2) throw invalid('must be pairs of a name and a value');
	return [pair[0], pair[1]];
};

/** Returns the own enumerable properties, in their order, each read once (Web IDL, `record`). */
const pairsOf = function* (record: object): Iterable<Pair> {
	for (const key of Reflect.ownKeys(record)) {
		if (Reflect.getOwnPropertyDescriptor(record, key)?.enumerable !== true) continue;
		yield [key, Reflect.get(record, key)];
	}
};

const toPairs = (headers: unknown): Iterable<Pair> => {
	if (!isObject(headers)) throw invalid(`must be an object, but they are ${kindOfValue(headers)}`);
	return isIterable(headers) ? Array.from(headers, pairOf) : pairsOf(headers);
};

/** White space of HTTP at the ends of a value, which Fetch removes (section 2.2.2, "normalize"). */
const outerSpace = /^[\t\n\r ]+|[\t\n\r ]+$/g;

/** Fields that Fetch does not let a request have (section 2.2.2, "forbidden request-header"), next to those of the transport. */
const isForbidden = (name: string): boolean => isTransportField(name) || name === 'set-cookie';

/**
 * Copies the header fields of an `init` of `fetch`: `Headers`, pairs or a record. Fields of the same name are combined.
 * As in Fetch, the fields that `fetch` sets itself are left out.
 *
 * @throws TypeError if a field cannot be sent. The message does not contain the value.
 */
export const readHeaders = (headers: unknown): Record<string, string> => {
	const fields = emptyHeaders();
	for (const [key, item] of toPairs(headers)) {
		const name = toText(key).toLowerCase();
		const value = toText(item).replaceAll(outerSpace, '');
		if (!isField(name, value)) {
			throw invalid('contain a name or a value that is not valid in HTTP (RFC 9110 section 5)');
		}
		if (isForbidden(name)) continue;
		const earlier = fields[name];
		const separator = name === 'cookie' ? '; ' : ', ';
		fields[name] = earlier === undefined ? value : earlier + separator + value;
	}
	return fields;
};
