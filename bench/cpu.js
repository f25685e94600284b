import {copyJson} from '../src/response/copy-json.ts';
import {inChild} from './child.js';
import {bare, clients, isOurs} from './clients.js';
import {inRounds} from './rounds.js';
import {withServer} from './server.js';
import {stubs} from './stub.js';

const cases = [
	{title: '200, 2 kB', answer: 'ok'},
	{title: '404, error body', answer: 'notFound'},
	{title: 'network error', answer: 'networkError', retry: false},
	{title: 'revalidated 304', answer: 'revalidated', caching: true},
	{title: 'fresh hit', answer: 'fresh', caching: true},
];

/** The key of one cell of a table. */
export const cell = (title, name) => `${title} | ${name}`;

/** The titles of the cases, in order. */
export const titles = cases.map(({title}) => title);

const baseUrl = 'https://api.example.com';

const overStub = async ({title, answer, retry, caching}, options) => {
	const subjects = Object.entries(clients)
		.filter(([name, {stub}]) => stub && (!caching || isOurs(name) || name === bare))
		.map(([name, {make}]) => {
			/* Without a cache, every call costs a full 200. */
			const stub = caching && name === bare ? 'ok' : answer;
			const call = make({fetch: stubs[stub], baseUrl, retry});
			return {name: cell(title, name), call: () => call('/accounts')};
		});
	return inRounds([...subjects, ...(await references(title, answer, caching))], options);
};

/** The names of the reference measurements: parts of our own cost, or a basis for it. */
export const referenceNames = {
	own200: 'awin-sdk, a 200',
	withoutStack: 'awin-sdk, no stack traces',
	parse: 'JSON.parse() of the body',
	copy: 'copying its value and header fields',
};

/** The reference measurements of a case, in the same process. */
const references = async (title, answer, caching) => {
	const make = (name, call) => ({name: cell(title, name), call});
	const ours = clients['awin-sdk'].make;
	if (answer === 'notFound') {
		const call = ours({fetch: stubs.notFound, baseUrl});
		return [
			make(
				referenceNames.withoutStack,
				withoutStacks(() => call('/accounts')),
			),
		];
	}
	if (!caching) return [];
	const body = await (await stubs.ok()).bytes();
	const fields = [...(await stubs.fresh()).headers, ['date', new Date().toUTCString()]];
	const value = JSON.parse(new TextDecoder().decode(body));
	const decoder = new TextDecoder();
	const call = ours({fetch: stubs.ok, baseUrl});
	return [
		make(referenceNames.own200, () => call('/accounts')),
		make(referenceNames.parse, async () => JSON.parse(decoder.decode(body))),
		make(referenceNames.copy, async () => [copyJson(value), createHeaders(fields)]),
	];
};

const withoutStacks = (call) => async () => {
	const {stackTraceLimit} = Error;
	Error.stackTraceLimit = 0;
	try {
		return await call();
	} finally {
		Error.stackTraceLimit = stackTraceLimit;
	}
};

/** Creates the header fields for one caller, with an `Age`, and iterates over them once. */
const createHeaders = (fields) => {
	const headers = new Headers();
	for (const [name, value] of fields) headers.append(name, value);
	headers.set('age', '0');
	for (const [, value] of headers) if (value === '') return undefined;
	return headers;
};

/**
 * CPU time per call with an in-process `fetch`, for the clients that accept one. Each case runs in a separate
 * process so that the engine optimizes the code for this case alone.
 */
export const cpuOverStub = async (options) => {
	const costs = [];
	for (const {title} of cases) {
		costs.push(...(await inChild('cpu.js', [title, JSON.stringify(options)])));
	}
	return new Map(costs);
};

/** CPU time per call over loopback, without that of the server. Every client uses its own transport. */
export const cpuOverLoopback = ({rounds, calls}) =>
	withServer((baseUrl, closedUrl) => {
		const subjects = cases.flatMap(({title, answer, retry, caching}) =>
			Object.entries(clients)
				.filter(([, client]) => !caching || client.caches)
				.map(([name, {make}]) => {
					const call = make({baseUrl: answer === 'networkError' ? closedUrl : baseUrl, retry});
					return {name: cell(title, name), call: () => call(`/${answer}`)};
				}),
		);
		return inRounds(subjects, {rounds, calls});
	});

if (process.argv[1] === import.meta.filename) {
	const [, , title, options] = process.argv;
	const one = cases.find((each) => each.title === title);
	process.send([...(await overStub(one, JSON.parse(options)))]);
}
