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

/** The titles of the cases, in their order. */
export const titles = cases.map(({title}) => title);

const baseUrl = 'https://api.example.com';

const overStub = async ({title, answer, retry, caching}, options) => {
	const subjects = Object.entries(clients)
		.filter(([name, {stub}]) => stub && (!caching || isOurs(name) || name === bare))
		.map(([name, {make}]) => {
			/* A client without a cache pays for a 200 what the others are spared. */
			const answered = caching && name === bare ? 'ok' : answer;
			const call = make({fetch: stubs[answered], baseUrl, retry});
			return {name: cell(title, name), call: () => call('/accounts')};
		});
	return inRounds(caching ? [...subjects, ...(await yardsticks(title))] : subjects, options);
};

/** The name of what no answer from a cache can do without, where each caller gets data of its own. */
export const parsing = 'JSON.parse() of the body';

/** The name of our own 200 beside what the cache makes of it. */
export const own200 = 'awin-sdk, a 200';

/** What answers from the cache are measured by, in the same process. */
const yardsticks = async (title) => {
	const body = await (await stubs.ok()).bytes();
	const decoder = new TextDecoder();
	const call = clients['awin-sdk'].make({fetch: stubs.ok, baseUrl});
	return [
		{name: cell(title, parsing), call: async () => JSON.parse(decoder.decode(body))},
		{name: cell(title, own200), call: () => call('/accounts')},
	];
};

/**
 * CPU time per call over an in-process `fetch`, for the clients that take one. Each case has a process of its
 * own, so that the code is compiled for it and not for a mixture of all.
 */
export const cpuOverStub = async (options) => {
	const costs = [];
	for (const {title} of cases) {
		costs.push(...(await inChild('cpu.js', [title, JSON.stringify(options)])));
	}
	return new Map(costs);
};

/** CPU time per call over loopback, without the server's: here every client brings its own transport. */
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
