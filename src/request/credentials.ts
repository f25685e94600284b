import type {ApiRequest} from './api-request.ts';
import {headerValue} from './headers.ts';

/* A quick test that most URLs fail, so that they are not parsed. */
const secretInUrl =
	/[?&](access_?token|api[_-]?key|key|token|password|secret|signature|sig)=|\/apikey\//i;

/** A query parameter whose value is a credential, regardless of its length. */
const credentialParameter = /^(access_?token|api[_-]?key)$/i;

/** A query parameter whose value is most likely a secret. */
const secretParameter = /^(key|token|password|secret|signature|sig)$/i;

/** The key in the path of Awin's feed URLs. */
const keyInPath = /\/apikey\/([^/?]+)/gi;

/** Shorter cookies, passwords and parameters are not redacted, because they are too often ordinary words. */
const minSecretLength = 6;

const decodeBase64 = (text: string): string => {
	try {
		return atob(text);
	} catch {
		return '';
	}
};

const decodePercent = (text: string): string => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/**
 * Returns the credentials in an `Authorization` field: the part after the scheme and, for `Basic`, also the decoded
 * password.
 */
const inAuthorization = (field: string): string[] => {
	const [, scheme = '', credentials = field] = /^(\S+)\s+(.*)$/s.exec(field) ?? [];
	if (scheme.toLowerCase() !== 'basic') return [credentials];
	const [, password = ''] = /:(.*)$/s.exec(decodeBase64(credentials)) ?? [];
	return [credentials, password];
};

const inQuery = (url: string, names: RegExp): string[] => {
	const query = url.indexOf('?');
	const parameters = query < 0 ? [] : [...new URLSearchParams(url.slice(query))];
	return parameters.flatMap(([name, value]) => (names.test(name) ? [value] : []));
};

const inCookies = (field: string): string[] =>
	field.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());

/** Returns the credentials in the header fields and the URL of a request. */
export const credentialsOf = ({headers, url}: ApiRequest): readonly string[] => {
	const strong: string[] = [];
	const weak: string[] = [];
	if (secretInUrl.test(url)) {
		strong.push(...inQuery(url, credentialParameter));
		strong.push(...Array.from(url.matchAll(keyInPath), ([, key = '']) => decodePercent(key)));
		weak.push(...inQuery(url, secretParameter));
	}
	for (const name of ['authorization', 'proxy-authorization']) {
		const field = headerValue(headers, name);
		if (field === undefined) continue;
		const [credentials = '', password] = inAuthorization(field);
		strong.push(credentials);
		if (password !== undefined) weak.push(password);
	}
	const apiKey = headerValue(headers, 'x-api-key');
	if (apiKey !== undefined) strong.push(apiKey);
	const cookie = headerValue(headers, 'cookie');
	if (cookie !== undefined) weak.push(...inCookies(cookie));
	return [...strong, ...weak.filter((secret) => secret.length >= minSecretLength)];
};

const withRecent = (own: readonly string[], recent: readonly string[]): readonly string[] => {
	const others = own.filter((secret) => !recent.includes(secret));
	return others.length === 0 ? recent : [...others, ...recent];
};

/**
 * All secrets that must not be shown of a call: its own, and the tokens that the client used last, which a
 * server may mix up. If the client's list already contains all of them, it is returned as is, because its patterns are cached.
 */
export const secretsOf = (request: ApiRequest, recent: readonly string[]): readonly string[] =>
	withRecent([...request.secrets.list(), ...credentialsOf(request)], recent);

/** Like {@link secretsOf}, for a request whose credentials `authorize` has collected already. */
export const collectedSecretsOf = (
	{secrets}: ApiRequest,
	recent: readonly string[],
): readonly string[] => withRecent(secrets.list(), recent);
