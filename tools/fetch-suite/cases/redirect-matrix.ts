import {is, subject} from '../case.ts';
import {failureOf} from '../outcome.ts';
import {redirectTo} from '../paths.ts';

const statuses = [301, 302, 303, 307, 308] as const;
const methods = ['GET', 'POST', 'PUT', 'HEAD'] as const;
const modes = ['follow', 'error', 'manual'] as const;

type Status = (typeof statuses)[number];
type Method = (typeof methods)[number];

const hasBody = (method: string) => method === 'POST' || method === 'PUT';

/** The method after a redirect (Fetch section 4.4, step 12). */
const methodAfter = (status: Status, method: Method): Method => {
	if (status === 303 && method !== 'HEAD') return 'GET';
	return (status === 301 || status === 302) && method === 'POST' ? 'GET' : method;
};

const bodyOf = (method: string) => (hasBody(method) ? {body: 'one'} : {});

/** What a redirect does by its status, method and mode. */
const matrix = Object.fromEntries(
	statuses.flatMap((status) =>
		methods.flatMap((method) =>
			modes.map((redirect) => {
				const init = {method, redirect, ...bodyOf(method)};
				const title = `${status}, ${method}, \`redirect: '${redirect}'\``;
				if (redirect === 'error') {
					return [
						title,
						is(['TypeError', [`${method} /reply`]], async ({fetch, url, ask}) => [
							await failureOf(fetch(url(redirectTo('echo', status)), init)),
							await ask('/log'),
						]),
					];
				}
				if (redirect === 'manual') {
					const expected = [status, 'echo', false, 'basic', [`${method} /reply`]];
					return [
						title,
						is(expected, async ({fetch, url, ask}) => {
							const response = await fetch(url(redirectTo('echo', status)), init);
							const {headers, redirected, type} = response;
							await response.text();
							return [
								response.status,
								headers.get('location'),
								redirected,
								type,
								await ask('/log'),
							];
						}),
					];
				}
				const after = methodAfter(status, method);
				const seen =
					after === 'HEAD'
						? ''
						: [
								after,
								hasBody(after) ? 'one' : '',
								hasBody(after) ? 'text/plain;charset=UTF-8' : null,
							];
				const expected = [200, true, '/echo', [`${method} /reply`, `${after} /echo`], seen];
				return [
					title,
					is(expected, async ({fetch, url, ask}) => {
						const response = await fetch(url(redirectTo('echo', status)), init);
						const {redirected} = response;
						const text = await response.text();
						const body = text === '' ? undefined : JSON.parse(text);
						return [
							response.status,
							redirected,
							response.url,
							await ask('/log'),
							body === undefined
								? ''
								: [body.method, body.body, body.headers['content-type'] ?? null],
						];
					}),
				];
			}),
		),
	),
);

export const redirectMatrix = subject('redirects by status, method and mode', matrix);
