/** What the stub and the server answer with: 2 kB of JSON such as a list of programmes, and a larger one. */
export const jsonOf = (bytes) => {
	const programmes = [];
	for (let id = 1, length = 2; length < bytes; id++) {
		const programme = {id, name: `Programme ${id}`, currencyCode: 'GBP', status: 'active'};
		length += JSON.stringify(programme).length + 1;
		programmes.push(programme);
	}
	return JSON.stringify(programmes);
};

const json = {'content-type': 'application/json'};
const body = jsonOf(2000);
const errorBody = JSON.stringify({
	error: 'not.found',
	description: 'The programme 4711 was not found for the publisher 45628',
});

const isRevalidation = (input, init) =>
	(input instanceof Request ? input.headers : new Headers(init?.headers)).has('if-none-match');

/** In-process stand-ins for `fetch` that answer at once. */
export const stubs = {
	ok: async () => new Response(body, {headers: json}),
	notFound: async () => new Response(errorBody, {status: 404, headers: json}),
	networkError: async () => {
		throw new TypeError('fetch failed', {
			cause: Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'}),
		});
	},
	fresh: async () => new Response(body, {headers: {...json, 'cache-control': 'max-age=3600'}}),
	freshSmall: async () =>
		new Response('{"id":1}', {headers: {...json, 'cache-control': 'max-age=3600'}}),
	revalidated: async (input, init) =>
		isRevalidation(input, init)
			? new Response(null, {status: 304, headers: {etag: '"1"'}})
			: new Response(body, {headers: {...json, etag: '"1"', 'cache-control': 'no-cache'}}),
};
