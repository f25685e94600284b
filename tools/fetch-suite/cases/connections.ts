import {is, subject, type Tools} from '../case.ts';
import {failureOf, pause} from '../outcome.ts';
import {parts, reply} from '../paths.ts';

type Use = (response: Response) => Promise<unknown>;

const readText: Use = async (response) => response.text();

/** Whether the connection of a response is used again. A pool may have another one, which it uses in turn. */
const isUsedAgain = async ({fetch, url}: Tools, path: string, init: object, use: Use) => {
	/* The end of a body may reach the pool a turn after the reader. */
	await pause(5);
	const response = await fetch(url(path), init);
	await use(response);
	const connections: unknown[] = [];
	for (let count = 0; count < 3; count++) {
		await pause(5);
		connections.push((await (await fetch(url('/echo'))).json()).connection);
	}
	return connections.includes(Number(response.headers.get('x-connection')));
};

const keeps = (path: string, init: object = {}, use: Use = readText) =>
	is(true, async (tools) => isUsedAgain(tools, path, init, use), {alone: true});

const ends = (path: string, use: Use = readText) =>
	is(false, async (tools) => isUsedAgain(tools, path, {}, use), {alone: true});

const read = async (sent: Promise<Response>) => (await sent).text();

export const connections = subject('connections', {
	'a GET keeps it': keeps('/echo?a'),
	'a POST keeps it': keeps('/echo', {method: 'POST', body: 'one'}),
	'a HEAD keeps it': keeps(reply({}), {method: 'HEAD'}),
	'a 204 keeps it': keeps(reply({status: 204})),
	'a 304 keeps it': keeps('/stored', {headers: {'if-none-match': '"1"'}}),
	'an error keeps it': keeps(reply({status: 404, body: 'no'})),
	'a body of 1 MB keeps it': keeps('/bytes?n=1000000'),
	'a clone that is read keeps it': keeps('/bytes?n=10000', {}, async (response) => {
		const clone = response.clone();
		return Promise.all([response.text(), clone.text()]);
	}),
	'`connection: close` ends it': ends(reply({headers: [['connection', 'close']], body: 'ok'})),
	'a `cancel()` in the middle ends it': ends(parts({first: 'one'}), async ({body}) =>
		body?.cancel(),
	),
	'thirty calls at once each have their response': is(true, async ({fetch, url}) => {
		const numbers = Array.from({length: 30}, (_, index) => index);
		const sent = numbers.map(async (n) => (await fetch(url(`/echo?${n}`))).json());
		return (await Promise.all(sent)).every(({target}, index) => target.endsWith(`?${index}`));
	}),
	'identical GETs at once are sent one by one': is(
		['GET /stored', 'GET /stored'],
		async ({fetch, url, ask}) => {
			await Promise.all([1, 2].map(async () => read(fetch(url('/stored?control=no-store')))));
			return ask('/log');
		},
		{inBrowser: false},
	),
	'a call after one that failed succeeds': is(['TypeError', 200], async ({fetch, url}) => {
		const failed = await failureOf(fetch(url('/raw?spec={"data":"","end":"reset"}')));
		return [failed, (await fetch(url('/echo'))).status];
	}),
	'a 503 is the response': is([503, ['GET /sequence']], async ({fetch, url, ask}) => {
		const {status} = await fetch(url('/sequence?statuses=503,200'));
		return [status, await ask('/log')];
	}),
	'a 429 is the response': is([429, ['GET /sequence']], async ({fetch, url, ask}) => {
		const {status} = await fetch(url('/sequence?statuses=429,200'));
		return [status, await ask('/log')];
	}),
	'a 503 to a POST is the response': is([503, ['POST /sequence']], async ({fetch, url, ask}) => {
		const {status} = await fetch(url('/sequence?statuses=503,200'), {method: 'POST', body: 'one'});
		return [status, await ask('/log')];
	}),
	'a 500 is the response': is([500, ['GET /sequence']], async ({fetch, url, ask}) => {
		const {status} = await fetch(url('/sequence?statuses=500,200'));
		return [status, await ask('/log')];
	}),
});
