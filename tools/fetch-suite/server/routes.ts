import {createHash} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {pipeline} from 'node:stream/promises';
import type {Parts, Raw, Reply} from '../paths.ts';
import {encode} from './encode.ts';
import type {Exchange, Session} from './session.ts';

type Context = {
	readonly request: IncomingMessage;
	readonly response: ServerResponse;
	readonly session: Session;
	readonly exchange: Exchange;
	readonly query: URLSearchParams;
	readonly connection: number;
};

type Route = (context: Context) => void | Promise<void>;

const sendJson = (response: ServerResponse, value: unknown, headers = {}): void => {
	const body = Buffer.from(JSON.stringify(value));
	response.writeHead(200, {
		'content-type': 'application/json',
		'content-length': body.length,
		'cache-control': 'no-store',
		...headers,
	});
	response.end(body);
};

const readBody = async (request: IncomingMessage, exchange: Exchange): Promise<Buffer> => {
	const chunks: Buffer[] = [];
	try {
		for await (const chunk of request) {
			exchange.received += chunk.length;
			chunks.push(chunk);
		}
	} catch {
		/* The connection closed; `closedEarly` says so. */
	}
	return Buffer.concat(chunks);
};

/** Header fields by name. Node.js drops some repeated ones in `headers`. */
const fieldsOf = ({rawHeaders}: IncomingMessage): Record<string, string> => {
	const fields: Record<string, string> = {};
	for (let index = 0; index < rawHeaders.length; index += 2) {
		const name = rawHeaders[index]?.toLowerCase() ?? '';
		const value = rawHeaders[index + 1] ?? '';
		fields[name] = fields[name] === undefined ? value : `${fields[name]}, ${value}`;
	}
	return fields;
};

const specOf = ({query}: Context) => JSON.parse(query.get('spec') ?? '{}');

const writeHead = (response: ServerResponse, {status = 200, statusText, headers = []}: Reply) => {
	const fields = headers.flat();
	if (statusText === undefined) response.writeHead(status, fields);
	else response.writeHead(status, statusText, fields);
};

const numberOf = ({query}: Context, name: string): number => Number(query.get(name) ?? 0);

/** Waits until something is true, for at most five seconds. */
const until = async (isTrue: () => boolean): Promise<boolean> => {
	for (let count = 0; count < 1000; count++) {
		if (isTrue()) return true;
		await new Promise((resolve) => {
			setTimeout(resolve, 5);
		});
	}
	return isTrue();
};

const find = ({session, query}: Context): Exchange | undefined =>
	session.exchanges.find(({name}) => name === query.get('name'));

/** What the server does by the second segment of the path. */
export const routes: Readonly<Record<string, Route>> = {
	/* Describes the request. */
	echo: async ({request, response, exchange, connection}) => {
		const body = await readBody(request, exchange);
		const {method = ''} = request;
		sendJson(response, {
			method,
			target: request.url,
			headers: fieldsOf(request),
			body: body.toString(),
			hex: body.toString('hex'),
			connection,
		});
	},
	reply: async (context) => {
		const {request, response, exchange} = context;
		await readBody(request, exchange);
		const spec: Reply = specOf(context);
		writeHead(response, spec);
		response.end(spec.body?.repeat(spec.repeat ?? 1));
	},
	raw: async (context) => {
		const {request, exchange} = context;
		await readBody(request, exchange);
		const {data, end = 'close'}: Raw = specOf(context);
		const {socket} = request;
		socket.write(data, 'latin1', () => {
			if (end === 'close') socket.end();
			/* A turn later, so that what was written arrives before the reset. */
			if (end === 'reset') setTimeout(() => socket.resetAndDestroy(), 5);
		});
	},
	parts: async (context) => {
		const {request, response, session, exchange} = context;
		const {first, rest = '', end = 'close', ...spec}: Parts = specOf(context);
		await readBody(request, exchange);
		writeHead(response, spec);
		response.flushHeaders();
		if (first !== '') response.write(first);
		await session.released;
		if (end === 'reset') request.socket.resetAndDestroy();
		else response.end(rest);
	},
	/* Never responds. */
	silent: async ({request, exchange}) => {
		await readBody(request, exchange);
	},
	/* Never reads the body until it is told to, and then says how long it was. */
	'slow-sink': async ({request, response, session, exchange}) => {
		request.socket.pause();
		await session.released;
		request.socket.resume();
		const body = await readBody(request, exchange);
		sendJson(response, {length: body.length});
	},
	sink: async ({request, response, exchange}) => {
		const body = await readBody(request, exchange);
		const sha256 = createHash('sha256').update(body).digest('hex');
		sendJson(response, {length: body.length, sha256});
	},
	/* Responds before the body of the request has come. */
	early: async ({request, response, exchange}) => {
		response.writeHead(200, {'content-length': 5});
		response.end('early');
		await readBody(request, exchange);
	},
	bytes: async (context) => {
		const {response, exchange} = context;
		const length = numberOf(context, 'n');
		response.writeHead(Number(context.query.get('status') ?? 200), {
			'content-length': length,
			...(context.query.has('store') && {'cache-control': 'max-age=60'}),
		});
		const chunk = Buffer.alloc(64 * 1024, 'abcdefgh');
		const chunks = async function* () {
			while (exchange.written < length) {
				const part = chunk.subarray(0, Math.min(chunk.length, length - exchange.written));
				exchange.written += part.length;
				yield part;
			}
		};
		/* A client that cancels closes the connection, which is no error here. */
		await pipeline(chunks, response).catch(() => {});
	},
	/* Redirects `n` times, and then describes the request. */
	hops: (context) => {
		const left = numberOf(context, 'n');
		const location = left <= 1 ? 'echo' : `hops?n=${left - 1}`;
		context.response.writeHead(302, {location, 'content-length': 0}).end();
	},
	encoded: async (context) => {
		const {request, response, query} = context;
		const codings = (query.get('codings') ?? '').split(',').filter((coding) => coding !== '');
		const whole = await encode(Buffer.from(query.get('text') ?? ''), codings);
		const body = query.has('cut') ? whole.subarray(0, -numberOf(context, 'cut')) : whole;
		response.writeHead(Number(query.get('status') ?? 200), {
			'content-encoding': query.get('as') ?? codings.join(', '),
			'content-length': body.length,
			'content-type': 'text/plain',
		});
		response.end(request.method === 'HEAD' ? undefined : body);
	},
	/* Responds with the statuses in turn, and with the last one from then on. */
	sequence: ({response, session, query}) => {
		const statuses = (query.get('statuses') ?? '').split(',').map(Number);
		const count = session.exchanges.filter(({name}) => name === '/sequence').length;
		const status = statuses[count - 1] ?? statuses.at(-1) ?? 200;
		response.writeHead(status, {'content-length': 2, 'retry-after': '0'}).end('ok');
	},
	/* A response that may be stored, with a validator, and the number of the request. */
	stored: ({request, response, session, query}) => {
		const count = session.exchanges.filter(({name}) => name === '/stored').length;
		const headers = {etag: '"1"', 'cache-control': query.get('control') ?? 'max-age=60'};
		if (request.headers['if-none-match'] === '"1"') response.writeHead(304, headers).end();
		else sendJson(response, {count}, headers);
	},
	/* Tells what the server has seen. */
	log: ({response, session}) => {
		sendJson(
			response,
			session.exchanges.map(({name, method}) => `${method} ${name}`),
		);
	},
	/* Tells whether a request arrives. */
	arrived: async (context) => {
		sendJson(context.response, await until(() => find(context) !== undefined));
	},
	/* Tells whether a connection closes before its response is complete. */
	closed: async (context) => {
		sendJson(context.response, await until(() => find(context)?.closedEarly === true));
	},
	/* Tells how many bytes were received and written once neither number grows any more. */
	progress: async (context) => {
		let last = -1;
		let same = 0;
		await until(() => {
			const exchange = find(context);
			const now = exchange === undefined ? -1 : exchange.received + exchange.written;
			same = now === last && now >= 0 ? same + 1 : 0;
			last = now;
			return same > 8;
		});
		const exchange = find(context);
		sendJson(context.response, {received: exchange?.received, written: exchange?.written});
	},
	release: ({response, session}) => {
		session.release();
		sendJson(response, true);
	},
};
