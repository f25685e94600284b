import {invalidOption, isPlainObject, ownProperties} from '../errors/invalid-option.ts';
import {NotificationError} from '../errors/notification-error.ts';
import {maxSize, readText, tooLarge} from './notification/read-text.ts';
import {readRow, type TransactionNotification} from './notification/row.ts';

/** The field of the form that Awin posts. Documented by Awin, and seen in public clients. */
const pushField = 'AwinTransactionPush';

/** A URL, or the path of one. A form never begins so, because it encodes the slash. */
const urlOrPath = /^(?:[a-z][a-z\d+.-]*:\/)?\//i;

const fromObject = (object: Readonly<Record<string, unknown>>): TransactionNotification => {
	const row = readRow(ownProperties(object));
	if (row !== undefined) return row;
	throw new NotificationError(
		'The notification has none of the known fields, such as `transactionId`. With a GET, the query parameters of the call-back URL must have the names of their macros.',
	);
};

const fromJson = (text: string): TransactionNotification => {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		/* The message of the `SyntaxError` quotes the text. */
		throw new NotificationError('The notification is not valid JSON.');
	}
	if (isPlainObject(value)) return fromObject(value);
	throw new NotificationError('The notification must be a JSON object.');
};

const fromText = (input: string): TransactionNotification => {
	if (input.length > maxSize) throw tooLarge();
	const text = input.trim();
	if (/^[{[]/.test(text)) return fromJson(text);
	const query = urlOrPath.test(text) ? /^[^?#]*\??([^#]*)/.exec(text)?.[1] : text;
	const fields = new URLSearchParams(query);
	const json = fields.get(pushField);
	return json ? fromJson(json) : fromObject(Object.fromEntries(fields));
};

const fromRequest = async (request: Request): Promise<TransactionNotification> => {
	if (request.method === 'GET') return fromText(request.url);
	if (request.method === 'POST') return fromText(await readText(request));
	throw new NotificationError('The request of a notification must be a GET or a POST.');
};

/**
 * Parses a transaction notification, which Awin sends to the call-back URL of a publisher soon after it records a
 * transaction (Toolbox, Transaction Notifications).
 *
 * Takes what Awin sends in either method:
 *
 * - The `Request`, of which it reads the query of a GET or the body of a POST. It reads the body, so clone the request
 *   before if you need it too. For a server that gives you no `Request`, pass the URL or the text of the body.
 * - A URL, its `URLSearchParams`, or the text of either. You choose the names of the query parameters in the call-back
 *   URL: give each the name of its macro, as in `?transactionId=!!!transactionId!!!`. Others are in `raw` only.
 * - The text of a POST: the form with the field `AwinTransactionPush`, or the JSON in it.
 *
 * Awin sends every value as a text. Amounts and ids are numbers here, and dates, which are in UTC, are `Date`s. `raw`
 * has what was sent.
 *
 * How sure it is: the transport, the field of the form, the macros and the zone of the dates are documented by Awin
 * (help.awin.com/developers/docs/transaction-notifications). The JSON was seen in two public receivers, one of which
 * has Awin's own example. `ip`, and the amounts of commission groups, are known from a third party that cites the
 * page. There are no flags among the fields, so nothing is a boolean.
 *
 * **Anyone can call your URL.** Awin signs nothing and documents no retry. Put a secret of your own in the call-back
 * URL, and ask the API for the transaction before you pay for it.
 *
 * @param input - At most 1 MiB.
 * @returns the notification, or a promise of it for a `Request`.
 * @throws NotificationError if the input is no notification, is too large, or has a field of another kind. A promise
 * rejects with it.
 * @throws TypeError if the input is none of these kinds of values.
 * @example
 * ```ts
 * import {parseTransactionNotification} from 'awin-sdk';
 *
 * const url = 'https://my.example/awin?transactionId=1001&commission=1.25';
 * const {transactionId, commission} = parseTransactionNotification(url);
 * console.log(transactionId, commission);
 * //=> 1001 1.25
 * ```
 */
export function parseTransactionNotification(input: Request): Promise<TransactionNotification>;
export function parseTransactionNotification(
	input: URL | URLSearchParams | string,
): TransactionNotification;
export function parseTransactionNotification(
	input: Request | URL | URLSearchParams | string,
): TransactionNotification | Promise<TransactionNotification> {
	if (typeof input === 'string') return fromText(input);
	if (input instanceof URL) return fromText(input.search);
	if (input instanceof URLSearchParams) return fromText(input.toString());
	/* Not `instanceof`, because servers and tests bring a `Request` of their own. */
	if (typeof input === 'object' && input !== null && 'method' in input) return fromRequest(input);
	throw invalidOption('input', 'a Request, a URL, URLSearchParams or a string', input);
}
