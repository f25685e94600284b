/** What stands where a secret stood. */
export const redacted = '[redacted]';

/** Takes known secrets, and whatever looks like a credential, out of a text. */
export type Redact = (text: string) => string;

/* What carries a credential by its form alone: RFC 6750 tokens, Awin's query parameter, its header for conversions, its feed keys. */
const credentialForms: readonly (readonly [RegExp, string])[] = [
	[/\b(bearer\s+)[^\s"',;\\]+/gi, `$1${redacted}`],
	[/\b(access_?token["']?\s*[=:]\s*["']?)[^\s"'&,;\\]+/gi, `$1${redacted}`],
	[/\b(x-api-key["']?\s*[=:]\s*["']?)[^\s"',;\\]+/gi, `$1${redacted}`],
	[/(\/apikey\/)[^/\s"'?]+/gi, `$1${redacted}`],
	[/(:\/\/)[^/\s"'@]+@/g, `$1${redacted}@`],
];

/* What every text has in it that one of those forms is in. */
const credentialHints = ['bearer', 'access_?token', 'x-api-key', '\\/apikey\\/', '@'];

/** The forms in which a secret can turn up in a text: as it is, percent-encoded, in JSON, in HTML, in base64. */
const encodingsOf = (secret: string): string[] => {
	const encoded = encodeURIComponent(secret);
	const json = JSON.stringify(secret).slice(1, -1);
	const forms = [
		secret,
		encoded,
		encoded.replaceAll(/%../g, (code) => code.toLowerCase()),
		new URLSearchParams([['', secret]]).toString().slice(1),
		json,
		json.replaceAll('/', '\\/'),
		htmlEntities.reduce((html, [character, entity]) => html.replaceAll(character, entity), secret),
	];
	if (/^[\x20-\x7e]*$/.test(secret)) forms.push(btoa(secret));
	return forms;
};

/** Works something out once for each list of secrets. */
const memoize = <T>(make: (secrets: readonly string[]) => T) => {
	const made = new WeakMap<readonly string[], T>();
	return (secrets: readonly string[]): T => {
		const known = made.get(secrets);
		if (known !== undefined) return known;
		const value = make(secrets);
		made.set(secrets, value);
		return value;
	};
};

/** All written forms of some secrets, the longest first, so that none hides a part of another. */
export const encodingsOfAll = memoize((secrets): readonly string[] => {
	const written = secrets.filter((secret) => secret !== '').flatMap(encodingsOf);
	return [...new Set(written)].sort((a, b) => b.length - a.length);
});

/* The ampersand first: the others bring some. */
const htmlEntities = [
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&#39;'],
] as const;

/** So many characters are taken for the beginning of a secret that somebody cut off. */
const minTruncatedLength = 8;

/** Takes out of a text what a secret was cut down to. */
const redactTruncated = (text: string, form: string): string => {
	const beginning = form.slice(0, minTruncatedLength);
	if (beginning.length < minTruncatedLength) return text;
	let clean = '';
	let done = 0;
	for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, done)) {
		clean += text.slice(done, at) + redacted;
		done = at + beginning.length;
		while (done < text.length && text[done] === form[done - at]) done++;
	}
	return clean + text.slice(done);
};

const asPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Gives a function that takes these secrets out of a text, those that were cut off included. */
export const redactor = memoize((secrets): Redact => {
	const written = encodingsOfAll(secrets);
	const beginnings = written.map((form) => asPattern(form.slice(0, minTruncatedLength)));
	/* Most texts have nothing of the kind in them, and are searched but once. */
	const suspicious = new RegExp([...beginnings, ...credentialHints].join('|'), 'i');
	return (text) => {
		if (!suspicious.test(text)) return text;
		let clean = text;
		for (const form of written) clean = clean.replaceAll(form, redacted);
		for (const form of written) clean = redactTruncated(clean, form);
		for (const [form, replacement] of credentialForms) clean = clean.replace(form, replacement);
		return clean;
	};
});

/** The fields of a cause that help to tell what went wrong. */
const diagnosticFields = ['code', 'errno', 'syscall', 'hostname', 'address', 'port'] as const;

/** How many causes of causes are kept. */
const maxCauseDepth = 5;

/**
 * Copies the part of a thrown value that is safe to hand out: name, message, stack, error code and the chain
 * of causes, all redacted. Requests, responses and options that libraries attach stay behind.
 */
export const safeCause = (thrown: unknown, redact: Redact, depth = 0): Error | undefined => {
	if (thrown === undefined || thrown === null || depth === maxCauseDepth) return undefined;
	if (!(thrown instanceof Error)) return plainError('Error', redact(describeThrown(thrown)), '');
	const clean = (value: unknown) => redact(textOf(value));
	const copy = plainError(
		clean(thrown.name) || 'Error',
		clean(thrown.message),
		clean(thrown.stack),
	);
	for (const field of diagnosticFields) {
		const value: unknown = Reflect.get(thrown, field);
		if (typeof value === 'number') Object.assign(copy, {[field]: value});
		if (typeof value === 'string') Object.assign(copy, {[field]: redact(value)});
	}
	const cause = safeCause(thrown.cause, redact, depth + 1);
	if (cause !== undefined) hide(copy, 'cause', cause);
	return copy;
};

/* Libraries that throw errors of their own making do not always fill them with text. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const describeThrown = (thrown: unknown): string =>
	typeof thrown === 'string' ? thrown : `a thrown value of type ${typeof thrown}`;

const plainError = (name: string, message: string, stack: string): Error => {
	const error = new Error(message);
	hide(error, 'name', name);
	hide(error, 'stack', stack === '' ? `${name}: ${message}` : stack);
	return error;
};

const hide = (target: Error, key: string, value: unknown): void => {
	Object.defineProperty(target, key, {
		value,
		configurable: true,
		writable: true,
		enumerable: false,
	});
};
