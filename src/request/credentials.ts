import type {ApiRequest} from './api-request.ts';
import {headerValue} from './headers.ts';

/* One test for all: most URLs contain none of it. */
const secretInUrl =
	/[?&](access_?token|api[_-]?key|key|token|password|secret|signature|sig)=|\/apikey\//i;

/** A query parameter whose value is a credential, however short it is. */
const credentialParameter = /^(access_?token|api[_-]?key)$/i;

/** A query parameter whose value is most likely a secret. */
const secretParameter = /^(key|token|password|secret|signature|sig)$/i;

/** The key that Awin's feeds take in the path. */
const keyInPath = /\/apikey\/([^/?]+)/gi;

/** Shorter values of a cookie, a password or a parameter are ordinary words too often. */
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

/** The credentials of an `Authorization` field: what follows the scheme, and the password of `Basic`. */
const ofAuthorization = (field: string): string[] => {
	const [, scheme = '', credentials = field] = /^(\S+)\s+(.*)$/s.exec(field) ?? [];
	if (scheme.toLowerCase() !== 'basic') return [credentials];
	const [, password = ''] = /:(.*)$/s.exec(decodeBase64(credentials)) ?? [];
	return [credentials, password];
};

const parametersOf = (url: string, names: RegExp): string[] => {
	const query = url.indexOf('?');
	const parameters = query < 0 ? [] : [...new URLSearchParams(url.slice(query))];
	return parameters.flatMap(([name, value]) => (names.test(name) ? [value] : []));
};

const inCookies = (field: string): string[] =>
	field.split(';').map((pair) => pair.slice(pair.indexOf('=') + 1).trim());

/** The credentials that a call brings, in its header fields and its URL. */
export const credentialsOf = ({headers, url}: ApiRequest): readonly string[] => {
	const strong: string[] = [];
	const weak: string[] = [];
	if (secretInUrl.test(url)) {
		strong.push(...parametersOf(url, credentialParameter));
		strong.push(...Array.from(url.matchAll(keyInPath), ([, key = '']) => decodePercent(key)));
		weak.push(...parametersOf(url, secretParameter));
	}
	for (const name of ['authorization', 'proxy-authorization']) {
		const field = headerValue(headers, name);
		if (field === undefined) continue;
		const [credentials = '', password] = ofAuthorization(field);
		strong.push(credentials);
		if (password !== undefined) weak.push(password);
	}
	const apiKey = headerValue(headers, 'x-api-key');
	if (apiKey !== undefined) strong.push(apiKey);
	const cookie = headerValue(headers, 'cookie');
	if (cookie !== undefined) weak.push(...inCookies(cookie));
	return [...strong, ...weak.filter((secret) => secret.length >= minSecretLength)];
};
