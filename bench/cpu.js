import {clients, isOurs} from './clients.js';
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

/** CPU time per call over an in-process `fetch`, for the clients that take one. */
export const cpuOverStub = ({rounds, calls}) => {
	const named = Object.entries(clients).filter(([, {stub}]) => stub);
	const subjects = cases.flatMap(({title, answer, retry, caching}) =>
		named
			.filter(([name]) => !caching || isOurs(name))
			.map(([name, {make}]) => {
				const call = make({fetch: stubs[answer], baseUrl: 'https://api.example.com', retry});
				return {name: cell(title, name), call: () => call('/accounts')};
			}),
	);
	return inRounds(subjects, {rounds, calls});
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
