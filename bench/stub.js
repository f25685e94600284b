const programme = (id) => ({
	id,
	name: `Programme ${id}`,
	description: 'Shoes, bags and more, delivered to the door within two days of the order.',
	displayUrl: `https://shop-${id}.example`,
	logoUrl: `https://cdn.example/logos/${id}.png`,
	clickThroughUrl: `https://click.example/cread.php?awinmid=${id}&awinaffid=45628`,
	currencyCode: 'GBP',
	status: 'active',
	primaryRegion: {name: 'United Kingdom', countryCode: 'GB'},
	primarySector: 'Clothing',
	validDomains: [{domain: `shop-${id}.example`}, {domain: `www.shop-${id}.example`}],
});

/** Creates JSON of about `bytes` bytes: a list of programmes as in Awin's directory. */
export const jsonOf = (bytes) => {
	const programmes = [];
	for (let id = 1, length = 2; length < bytes; id++) {
		programmes.push(programme(id));
		length += JSON.stringify(programmes.at(-1)).length + 1;
	}
	return JSON.stringify(programmes);
};

const json = {'content-type': 'application/json'};
const body = jsonOf(1800);
const errorBody = JSON.stringify({
	error: 'not.found',
	description: 'The programme 4711 was not found for the publisher 45628',
});

const isRevalidation = (input, init) =>
	(input instanceof Request ? input.headers : new Headers(init?.headers)).has('if-none-match');

/** In-process implementations of `fetch` that respond at once. */
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
