import type {Middleware} from '../../pipeline/middleware.ts';
import type {HeaderFields} from '../../request/headers.ts';

const placeholder = '{key}';

/**
 * Keeps the key in the path of a call out of its result: the template says where in the path it is. Only the end of
 * the path is compared, because `servers` may have a path of its own.
 */
export const keySecret: Middleware = (next) => (request) => {
	const template = request.template.split('/');
	const index = template.indexOf(placeholder);
	if (index > 0) {
		const key = new URL(request.url).pathname.split('/').at(index - template.length);
		request.secrets.add(decodeURIComponent(String(key)));
	}
	return next(request);
};

const credentialFields: ReadonlySet<string> = new Set([
	'authorization',
	'proxy-authorization',
	'x-api-key',
	'cookie',
]);

/** Returns header fields without those that carry a credential. */
export const withoutCredentials = (headers: HeaderFields = {}): HeaderFields =>
	Object.fromEntries(
		Object.entries(headers).filter(([name]) => !credentialFields.has(name.toLowerCase())),
	);
