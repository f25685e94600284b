import {invalidOption} from '../errors/invalid-option.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Validates the base URL, or that of another option, and returns it without a trailing slash.
 *
 * @throws TypeError unless it is an absolute `https:` URL (or `http:` on loopback) without a query, a fragment or
 * credentials.
 */
export const resolveBaseUrl = (baseUrl: string | URL, option = 'baseUrl'): string => {
	const accepted = 'an absolute https: URL without a query, fragment or credentials';
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		throw invalidOption(option, accepted, baseUrl);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname))) {
		throw new TypeError(
			`Option \`${option}\` must use https:, because requests contain the token. http: is accepted on loopback only.`,
		);
	}
	if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
		throw new TypeError(`Option \`${option}\` must be ${accepted}.`);
	}
	return url.origin + url.pathname.replace(/\/+$/, '');
};
