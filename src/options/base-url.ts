import {invalidOption} from '../errors/invalid-option.ts';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Checks the base URL and gives it without a slash at its end. */
export const resolveBaseUrl = (baseUrl: string | URL): string => {
	const accepted = 'an absolute https: URL without query, fragment or user';
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		throw invalidOption('baseUrl', accepted, baseUrl);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.test(url.hostname))) {
		throw new TypeError(
			'Option `baseUrl` must use https:, for the token goes along; http: is accepted on loopback only.',
		);
	}
	if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
		throw new TypeError(`Option \`baseUrl\` must be ${accepted}.`);
	}
	return url.origin + url.pathname.replace(/\/+$/, '');
};
