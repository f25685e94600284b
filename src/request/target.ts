import {redacted} from '../errors/redact.ts';
import {fillTemplate, shownPath} from './path-template.ts';

/** Where a call goes. */
export type Target = {
	/** The absolute URL, with its query, without a fragment. */
	readonly url: string;
	/** The path template for messages: without its query, and redacted. */
	readonly shown: string;
};

/**
 * Returns the target of a call: a path template below the base URL, or a URL of the same origin, such as the `location`
 * of a result, which is taken as it is.
 *
 * @throws TypeError if the template or its values are invalid, or if the URL is one of another origin, has credentials, or
 * is given with values. The message does not contain the URL.
 */
export const targetOf = (
	path: string,
	values: Readonly<Record<string, unknown>> | undefined,
	baseUrl: string,
	option = 'path',
): Target => {
	if (!/^https?:\/\/[^\\\s]*$/i.test(path)) {
		const {path: filled, shown} = fillTemplate(path, values, option);
		return {url: baseUrl + filled, shown};
	}
	const url = URL.parse(path);
	if (url?.origin !== new URL(baseUrl).origin) {
		throw new TypeError(
			'A URL as the path must have the origin of `baseUrl`, because the token is sent with it. The same holds for `client.fetch`. For any other URL, use `fetch` without the token.',
		);
	}
	if (url.username !== '' || url.password !== '') {
		throw new TypeError('A URL as the path must not contain credentials.');
	}
	if (path.includes(redacted)) {
		throw new TypeError(
			`The URL contains "${redacted}": a secret was taken out of it. Send the request with \`client.fetch\` and read \`Location\` there.`,
		);
	}
	const [name] = Object.keys(values ?? {});
	if (name !== undefined) {
		throw new TypeError(`Option \`${option}.${name}\` must be omitted, because the path is a URL.`);
	}
	url.hash = '';
	return {url: url.href, shown: shownPath(url.pathname)};
};
