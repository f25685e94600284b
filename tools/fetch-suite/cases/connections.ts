import {is, subject, type Tools} from '../case.ts';
import {failureOf, pause} from '../outcome.ts';
import {parts, reply} from '../paths.ts';

const connectionOf = async ({fetch, url}: Tools): Promise<unknown> =>
	(await (await fetch(url('/echo'))).json()).connection;

/** Whether a call between two others leaves their connection in use. */
const keeps = (call: (tools: Tools) => Promise<unknown>) =>
	is(
		true,
		async (tools) => {
			await connectionOf(tools);
			const before = await connectionOf(tools);
			await call(tools);
			/* The end of a body may reach the pool a turn after the reader. */
			await pause(5);
			return (await connectionOf(tools)) === before;
		},
		{alone: true},
	);

/** Whether the next call uses another connection than that of a response. */
const isNotUsedAfter = (path: string, use: (response: Response) => Promise<unknown>) =>
	is(
		true,
		async (tools) => {
			const response = await tools.fetch(tools.url(path));
			await use(response);
			return (await connectionOf(tools)) !== Number(response.headers.get('x-connection'));
		},
		{alone: true},
	);

const read = async (sent: Promise<Response>) => (await sent).text();

export const connections = subject('connections', {
	'one is used for calls in turn': keeps(connectionOf),
	'a POST uses it': keeps(async ({fetch, url}) =>
		read(fetch(url('/echo'), {method: 'POST', body: 'one'})),
	),
	'a HEAD keeps it': keeps(async ({fetch, url}) => read(fetch(url(reply({})), {method: 'HEAD'}))),
	'a 204 keeps it': keeps(async ({fetch, url}) => read(fetch(url(reply({status: 204}))))),
	'a 304 keeps it': keeps(async ({fetch, url}) =>
		read(fetch(url('/stored'), {headers: {'if-none-match': '"1"'}})),
	),
	'an error keeps it': keeps(async ({fetch, url}) =>
		read(fetch(url(reply({status: 404, body: 'no'})))),
	),
	'a body of 1 MB keeps it': keeps(async ({fetch, url}) => read(fetch(url('/bytes?n=1000000')))),
	'a clone that is read keeps it': keeps(async ({fetch, url}) => {
		const response = await fetch(url('/bytes?n=10000'));
		const clone = response.clone();
		return Promise.all([response.text(), clone.text()]);
	}),
	'`connection: close` ends it': isNotUsedAfter(
		reply({headers: [['connection', 'close']], body: 'ok'}),
		async (response) => response.text(),
	),
	'a `cancel()` in the middle ends it': isNotUsedAfter(parts({first: 'one'}), async ({body}) =>
		body?.cancel(),
	),
	'calls at once use more than one': is(
		true,
		async ({fetch, url}) => {
			const sent = [1, 2, 3].map(async (n) => (await fetch(url(`/echo?${n}`))).json());
			return new Set((await Promise.all(sent)).map(({connection}) => connection)).size > 1;
		},
		{alone: true},
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
