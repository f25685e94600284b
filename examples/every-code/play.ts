import {type AwinResult, createAwinClient} from 'awin-sdk';
import {startMockServer} from '../../tools/mock-server.ts';
import {attempts} from './codes.ts';
import {exchangesOf, type Played, type Scenario} from './scenario.ts';

/** The first backoff of the client is a random time up to this, in milliseconds. */
export const baseDelayMs = 20;

/** Says what is not as expected. */
export const complaintsOf = (
	{expected}: Pick<Scenario, 'expected'>,
	result: AwinResult,
): string[] => {
	const {kind, ok, status} = result;
	const actual = {kind, ok, status, exchanges: exchangesOf(result).join(' ')};
	const wanted = {...expected, exchanges: expected.exchanges.join(' ')};
	return (['kind', 'ok', 'status', 'exchanges'] as const)
		.filter((key) => actual[key] !== wanted[key])
		.map((key) => `${key} is "${actual[key]}", but has to be "${wanted[key]}"`);
};

const pathOf = (index: number): string => `/scenarios/${index}`;

/** Plays the scenarios one by one, each with a client of its own, against one server. */
export const play = async (
	scenarios: readonly Scenario[],
	onStart: (url: string) => void,
	onPlayed: (played: Played) => void,
): Promise<void> => {
	const server = await startMockServer(scenarios.map(({handler}, index) => handler(pathOf(index))));
	onStart(server.url);
	try {
		for (const [index, scenario] of scenarios.entries()) {
			const awin = createAwinClient({
				token: 'demo-0f3c9a52',
				baseUrl: server.url,
				quota: false,
				retry: {attempts, baseDelayMs},
				...scenario.options,
			});
			const {call = async (client, path) => client.get(path)} = scenario;
			const result = await call(awin, pathOf(index));
			onPlayed({scenario, result, complaints: complaintsOf(scenario, result)});
		}
	} finally {
		await server.close();
	}
};
